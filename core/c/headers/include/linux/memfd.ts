export default String.raw`#ifndef __LINUX_MEMFD_H
#define __LINUX_MEMFD_H
#include <sys/mman.h>

#endif
`;
