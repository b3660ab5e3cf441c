export default String.raw`#ifndef __ALLOCA_H
#define __ALLOCA_H
#include <stddef.h>

#undef alloca
#define alloca(size) __builtin_alloca(size)

#endif
`;
