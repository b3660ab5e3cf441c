import type { LibrarySource } from '../library.ts';

export const source: LibrarySource = {
  path: 'libc/unistd.c',
  provides: ['getpagesize', 'getpid', 'isatty', 'read', 'sysconf', 'write'],
  text: String.raw`/* The few system calls that the machine can answer. */
#include <errno.h>
#include <unistd.h>
#include "__lab.h"

#define NR_GETPID 39
#define NR_READ 0
#define NR_WRITE 1

/* Descriptors that only a kernel knows. */
static ssize_t file_io(long number, int descriptor, const void *data, size_t length)
{
	long result = -EBADF;

#ifdef __LAB_USER_MODE__
	result = __lab_syscall(number, descriptor, (long)data, (long)length, 0, 0, 0);
#endif
	if (result >= 0)
		return result;
	errno = (int)-result;
	return -1;
}

ssize_t write(int descriptor, const void *data, size_t length)
{
	if (descriptor == STDOUT_FILENO) {
		__lab_stdout(data, length);
	} else if (descriptor == STDERR_FILENO) {
		__lab_stderr(data, length);
	} else {
		return file_io(NR_WRITE, descriptor, data, length);
	}
	return (ssize_t)length;
}

ssize_t read(int descriptor, void *data, size_t length)
{
#ifndef __LAB_USER_MODE__
	if (descriptor == STDIN_FILENO)
		return 0;
#endif
	return file_io(NR_READ, descriptor, data, length);
}

pid_t getpid(void)
{
#ifdef __LAB_USER_MODE__
	return (pid_t)__lab_syscall(NR_GETPID, 0, 0, 0, 0, 0, 0);
#else
	return 1;
#endif
}

int getpagesize(void)
{
	return 4096;
}

long sysconf(int name)
{
	if (name == _SC_PAGESIZE)
		return 4096;
	errno = EINVAL;
	return -1;
}

int isatty(int descriptor)
{
	return 0;
}
`,
};
