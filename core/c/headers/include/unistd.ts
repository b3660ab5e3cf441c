export default String.raw`#ifndef __UNISTD_H
#define __UNISTD_H
#include <sys/types.h>

#define STDIN_FILENO 0
#define STDOUT_FILENO 1
#define STDERR_FILENO 2
#define _SC_PAGESIZE 30
#define _SC_PAGE_SIZE 30

#define SEEK_SET 0
#define SEEK_CUR 1
#define SEEK_END 2

/* Without a kernel standard output and error only; any other descriptor is EBADF. */
ssize_t write(int descriptor, const void *data, size_t length);
/* Standard input is always at its end. */
ssize_t read(int descriptor, void *data, size_t length);
/* On the model kernel only. */
ssize_t pread(int descriptor, void *data, size_t length, off_t offset);
ssize_t pwrite(int descriptor, const void *data, size_t length, off_t offset);
off_t lseek(int descriptor, off_t offset, int whence);
int ftruncate(int descriptor, off_t length);
int unlink(const char *path);
int close(int descriptor);
/* A system call that has no function of its own; the numbers are in <sys/syscall.h>. */
long syscall(long number, ...);
void _exit(int status) __attribute__((__noreturn__));
pid_t getpid(void);
pid_t getppid(void);
pid_t fork(void);
int pipe(int ends[2]);
int pipe2(int ends[2], int flags);
int dup(int descriptor);
int dup2(int descriptor, int wanted);
int dup3(int descriptor, int wanted, int flags);
pid_t vfork(void);
unsigned int alarm(unsigned int seconds);
int pause(void);
unsigned int sleep(unsigned int seconds);
int usleep(useconds_t microseconds);
int getpagesize(void);
long sysconf(int name);
int isatty(int descriptor);

#endif
`;
