export default String.raw`#include <string.h>
`;
