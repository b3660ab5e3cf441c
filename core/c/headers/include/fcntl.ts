export default String.raw`#ifndef __FCNTL_H
#define __FCNTL_H
#include <sys/types.h>

#define O_RDONLY 00
#define O_WRONLY 01
#define O_RDWR 02
#define O_CREAT 0100
#define O_CLOEXEC 02000000

int open(const char *path, int flags, ...);

#endif
`;
