import type { LibrarySource } from '../library.ts';

export const source: LibrarySource = {
  path: 'libc/pipe.c',
  provides: ['pipe', 'pipe2'],
  text: String.raw`/* Pipes, on the model kernel. */
#include <errno.h>
#include <unistd.h>
#include "__lab.h"

#define NR_PIPE 22
#define NR_PIPE2 293

static int result_of(long value)
{
	if (value < 0) {
		errno = (int)-value;
		return -1;
	}
	return (int)value;
}

int pipe(int ends[2])
{
	return result_of(__lab_syscall(NR_PIPE, (long)ends, 0, 0, 0, 0, 0));
}

int pipe2(int ends[2], int flags)
{
	return result_of(__lab_syscall(NR_PIPE2, (long)ends, flags, 0, 0, 0, 0));
}
`,
};
