export default String.raw`#ifndef __ASM_UNISTD_H
#define __ASM_UNISTD_H
#include <sys/syscall.h>

#endif
`;
