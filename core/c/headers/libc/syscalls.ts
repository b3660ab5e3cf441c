import type { LibrarySource } from '../library.ts';

export const source: LibrarySource = {
  path: 'libc/syscalls.c',
  provides: [
    ...['close', 'creat', 'fcntl', 'fstat', 'ftruncate', 'ioctl', 'lseek', 'madvise'],
    ...['memfd_create', 'mkstemp', 'mlock', 'mlock2', 'mlockall', 'mmap', 'mprotect', 'mremap'],
    ...['msync', 'munlock', 'munlockall', 'munmap', 'open', 'pread', 'pwrite', 'syscall', 'unlink'],
  ],
  text: String.raw`/* System calls of a program that runs on the model kernel, by their numbers on x86-64. */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <sys/ioctl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include "__lab.h"

#define NR_OPEN 2
#define NR_CLOSE 3
#define NR_FSTAT 5
#define NR_LSEEK 8
#define NR_MMAP 9
#define NR_MPROTECT 10
#define NR_MUNMAP 11
#define NR_IOCTL 16
#define NR_PREAD64 17
#define NR_PWRITE64 18
#define NR_MREMAP 25
#define NR_MSYNC 26
#define NR_MADVISE 28
#define NR_FCNTL 72
#define NR_FTRUNCATE 77
#define NR_UNLINK 87
#define NR_MLOCK 149
#define NR_MUNLOCK 150
#define NR_MLOCKALL 151
#define NR_MUNLOCKALL 152
#define NR_MEMFD_CREATE 319
#define NR_MLOCK2 325

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

/* The kernel ignores the arguments that the system call does not have. */
long syscall(long number, ...)
{
	long argument[6];
	va_list list;

	va_start(list, number);
	for (int i = 0; i < 6; i++)
		argument[i] = va_arg(list, long);
	va_end(list);
	return result_of(__lab_syscall(number, argument[0], argument[1], argument[2], argument[3],
				       argument[4], argument[5]));
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

int mlockall(int flags)
{
	return (int)result_of(__lab_syscall(NR_MLOCKALL, flags, 0, 0, 0, 0, 0));
}

int munlockall(void)
{
	return (int)result_of(__lab_syscall(NR_MUNLOCKALL, 0, 0, 0, 0, 0, 0));
}

int mlock2(const void *address, size_t length, unsigned int flags)
{
	return (int)result_of(
		__lab_syscall(NR_MLOCK2, (long)address, (long)length, (long)flags, 0, 0, 0));
}

void *mremap(void *address, size_t old_length, size_t new_length, int flags, ...)
{
	long new_address = 0;
	va_list list;

	va_start(list, flags);
	if (flags & (MREMAP_FIXED | MREMAP_DONTUNMAP))
		new_address = va_arg(list, long);
	va_end(list);
	return (void *)result_of(__lab_syscall(NR_MREMAP, (long)address, (long)old_length,
					       (long)new_length, flags, new_address, 0));
}

int msync(void *address, size_t length, int flags)
{
	return (int)result_of(
		__lab_syscall(NR_MSYNC, (long)address, (long)length, flags, 0, 0, 0));
}

int memfd_create(const char *name, unsigned int flags)
{
	return (int)result_of(__lab_syscall(NR_MEMFD_CREATE, (long)name, (long)flags, 0, 0, 0, 0));
}

int open(const char *path, int flags, ...)
{
	va_list list;
	int mode = 0;

	va_start(list, flags);
	if (flags & O_CREAT)
		mode = va_arg(list, int);
	va_end(list);
	return (int)result_of(__lab_syscall(NR_OPEN, (long)path, flags, mode, 0, 0, 0));
}

int creat(const char *path, mode_t mode)
{
	return open(path, O_WRONLY | O_CREAT | O_TRUNC, mode);
}

/* The six X at the end of the name become the first number that is free. */
int mkstemp(char *name)
{
	char *digits = name + strlen(name) - 6;
	int number, descriptor = -1;

	if (strlen(name) < 6 || strcmp(digits, "XXXXXX")) {
		errno = EINVAL;
		return -1;
	}
	errno = EEXIST;
	for (number = 0; descriptor < 0 && errno == EEXIST && number < 1000000; number++) {
		int i, rest = number;

		for (i = 5; i >= 0; i--, rest /= 10)
			digits[i] = (char)('0' + rest % 10);
		descriptor = open(name, O_RDWR | O_CREAT | O_EXCL, 0600);
	}
	return descriptor;
}

int unlink(const char *path)
{
	return (int)result_of(__lab_syscall(NR_UNLINK, (long)path, 0, 0, 0, 0, 0));
}

ssize_t pread(int descriptor, void *data, size_t length, off_t offset)
{
	return result_of(
		__lab_syscall(NR_PREAD64, descriptor, (long)data, (long)length, offset, 0, 0));
}

ssize_t pwrite(int descriptor, const void *data, size_t length, off_t offset)
{
	return result_of(
		__lab_syscall(NR_PWRITE64, descriptor, (long)data, (long)length, offset, 0, 0));
}

off_t lseek(int descriptor, off_t offset, int whence)
{
	return result_of(__lab_syscall(NR_LSEEK, descriptor, offset, whence, 0, 0, 0));
}

int ftruncate(int descriptor, off_t length)
{
	return (int)result_of(__lab_syscall(NR_FTRUNCATE, descriptor, length, 0, 0, 0, 0));
}

int fstat(int descriptor, struct stat *result)
{
	return (int)result_of(__lab_syscall(NR_FSTAT, descriptor, (long)result, 0, 0, 0, 0));
}

int fcntl(int descriptor, int command, ...)
{
	va_list list;
	long argument;

	va_start(list, command);
	argument = va_arg(list, long);
	va_end(list);
	return (int)result_of(__lab_syscall(NR_FCNTL, descriptor, command, argument, 0, 0, 0));
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
