export default String.raw`#ifndef __SYS_SYSCALL_H
#define __SYS_SYSCALL_H

/* Numbers of x86-64, of the system calls that the model kernel has. */
#define SYS_open 2
#define SYS_close 3
#define SYS_mmap 9
#define SYS_mprotect 10
#define SYS_munmap 11
#define SYS_ioctl 16
#define SYS_madvise 28
#define SYS_getpid 39
#define SYS_mlock 149
#define SYS_munlock 150
#define SYS_mlockall 151
#define SYS_munlockall 152
#define SYS_delete_module 176

#endif
`;
