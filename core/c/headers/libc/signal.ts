import type { LibrarySource } from '../library.ts';

export const source: LibrarySource = {
  path: 'libc/signal.c',
  provides: ['kill', 'raise', 'signal'],
  text: String.raw`/* Signals, on the model kernel. */
#include <errno.h>
#include <signal.h>
#include <unistd.h>
#include "__lab.h"

#define NR_KILL 62
#define LAB_CALL_SIGNAL 0x4c10

int kill(pid_t process, int number)
{
	long result = __lab_syscall(NR_KILL, process, number, 0, 0, 0, 0);

	if (result < 0) {
		errno = (int)-result;
		return -1;
	}
	return 0;
}

int raise(int number)
{
	return kill(getpid(), number);
}

__sighandler_t signal(int number, __sighandler_t handler)
{
	long result = __lab_syscall(LAB_CALL_SIGNAL, number, (long)handler, 0, 0, 0, 0);

	if (result < 0) {
		errno = (int)-result;
		return SIG_ERR;
	}
	return (__sighandler_t)result;
}
`,
};
