export default String.raw`#ifndef __LINUX_MMAN_H
#define __LINUX_MMAN_H
#include <sys/mman.h>

#endif
`;
