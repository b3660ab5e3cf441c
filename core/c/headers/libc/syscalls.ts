import type { LibrarySource } from '../library.ts';

export const source: LibrarySource = {
  path: 'libc/syscalls.c',
  provides: ['close', 'ioctl', 'madvise', 'mlock', 'mmap', 'mprotect', 'munlock', 'munmap', 'open'],
  text: String.raw`/* System calls of a program that runs on the model kernel, by their numbers on x86-64. */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>
#include "__lab.h"

#define NR_OPEN 2
#define NR_CLOSE 3
#define NR_MMAP 9
#define NR_MPROTECT 10
#define NR_MUNMAP 11
#define NR_IOCTL 16
#define NR_MADVISE 28
#define NR_MLOCK 149
#define NR_MUNLOCK 150

static long result_of(long value)
{
	if (value < 0 && value >= -4095) {
		errno = (int)-value;
		return -1;
	}
	return value;
}

void *mmap(void *address, size_t length, int protection, int flags, int descriptor, off_t offset)
{
	return (void *)result_of(__lab_syscall(NR_MMAP, (long)address, (long)length, protection,
					       flags, descriptor, offset));
}

int munmap(void *address, size_t length)
{
	return (int)result_of(__lab_syscall(NR_MUNMAP, (long)address, (long)length, 0, 0, 0, 0));
}

int mprotect(void *address, size_t length, int protection)
{
	return (int)result_of(
		__lab_syscall(NR_MPROTECT, (long)address, (long)length, protection, 0, 0, 0));
}

int madvise(void *address, size_t length, int advice)
{
	return (int)result_of(
		__lab_syscall(NR_MADVISE, (long)address, (long)length, advice, 0, 0, 0));
}

int mlock(const void *address, size_t length)
{
	return (int)result_of(__lab_syscall(NR_MLOCK, (long)address, (long)length, 0, 0, 0, 0));
}

int munlock(const void *address, size_t length)
{
	return (int)result_of(__lab_syscall(NR_MUNLOCK, (long)address, (long)length, 0, 0, 0, 0));
}

int open(const char *path, int flags, ...)
{
	return (int)result_of(__lab_syscall(NR_OPEN, (long)path, flags, 0, 0, 0, 0));
}

int close(int descriptor)
{
	return (int)result_of(__lab_syscall(NR_CLOSE, descriptor, 0, 0, 0, 0, 0));
}

int ioctl(int descriptor, unsigned long request, ...)
{
	va_list list;
	long argument;

	va_start(list, request);
	argument = va_arg(list, long);
	va_end(list);
	return (int)result_of(
		__lab_syscall(NR_IOCTL, descriptor, (long)request, argument, 0, 0, 0));
}
`,
};
