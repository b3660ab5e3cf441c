import type { LibrarySource } from '../library.ts';

export const source: LibrarySource = {
  path: 'libc/dup.c',
  provides: ['dup', 'dup2', 'dup3'],
  text: String.raw`/*
 * More descriptors for one file, on the model kernel. A program that is linked with these writes its
 * output by way of the kernel, which knows where it goes.
 */
#include <errno.h>
#include <unistd.h>
#include "__lab.h"

#define NR_DUP 32
#define NR_DUP2 33
#define NR_DUP3 292

static int result_of(long value)
{
	if (value < 0) {
		errno = (int)-value;
		return -1;
	}
	return (int)value;
}

int dup(int descriptor)
{
	return result_of(__lab_syscall(NR_DUP, descriptor, 0, 0, 0, 0, 0));
}

int dup2(int descriptor, int wanted)
{
	return result_of(__lab_syscall(NR_DUP2, descriptor, wanted, 0, 0, 0, 0));
}

int dup3(int descriptor, int wanted, int flags)
{
	return result_of(__lab_syscall(NR_DUP3, descriptor, wanted, flags, 0, 0, 0));
}
`,
};
