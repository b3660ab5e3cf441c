export default String.raw`#include <stdlib.h>
`;
