import type { LibrarySource } from '../library.ts';

export const source: LibrarySource = {
  path: 'libc/no-kernel.c',
  provides: ['__lab_syscall'],
  text: String.raw`/* A program with nothing below it: there are no system calls. */
#ifndef __LAB_USER_MODE__
#include <errno.h>
#include "__lab.h"

long __lab_syscall(long number, long a, long b, long c, long d, long e, long f)
{
	return -ENOSYS;
}
#endif
`,
};
