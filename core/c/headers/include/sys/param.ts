export default String.raw`#ifndef __SYS_PARAM_H
#define __SYS_PARAM_H
#include <endian.h>
#include <limits.h>

#define MAXPATHLEN 4096
#define MIN(a, b) ((a) < (b) ? (a) : (b))
#define MAX(a, b) ((a) > (b) ? (a) : (b))

#endif
`;
