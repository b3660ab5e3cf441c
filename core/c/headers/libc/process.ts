import type { LibrarySource } from '../library.ts';

export const source: LibrarySource = {
  path: 'libc/process.c',
  provides: ['fork', 'getppid', 'vfork', 'wait', 'waitpid'],
  text: String.raw`/* Processes, on the model kernel. The machine knows by the name 'fork' that there can be several. */
#include <errno.h>
#include <sys/wait.h>
#include <unistd.h>
#include "__lab.h"

#define NR_FORK 57
#define NR_WAIT4 61
#define NR_GETPPID 110

static long result_of(long value)
{
	if (value < 0 && value >= -4095) {
		errno = (int)-value;
		return -1;
	}
	return value;
}

pid_t fork(void)
{
	return (pid_t)result_of(__lab_syscall(NR_FORK, 0, 0, 0, 0, 0, 0));
}

/* What a program may do between vfork and its end works with a copy as well. */
pid_t vfork(void)
{
	return fork();
}

pid_t waitpid(pid_t child, int *status, int options)
{
	return (pid_t)result_of(__lab_syscall(NR_WAIT4, child, (long)status, options, 0, 0, 0));
}

pid_t wait(int *status)
{
	return waitpid(-1, status, 0);
}

pid_t getppid(void)
{
	return (pid_t)__lab_syscall(NR_GETPPID, 0, 0, 0, 0, 0, 0);
}
`,
};
