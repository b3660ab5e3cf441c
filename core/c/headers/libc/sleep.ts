import type { LibrarySource } from '../library.ts';

export const source: LibrarySource = {
  path: 'libc/sleep.c',
  provides: ['nanosleep', 'sched_yield', 'sleep', 'usleep'],
  text: String.raw`/* Giving way to others, on the model kernel. */
#include <errno.h>
#include <sched.h>
#include <time.h>
#include <unistd.h>
#include "__lab.h"

#define NR_SCHED_YIELD 24
#define NR_NANOSLEEP 35

int nanosleep(const struct timespec *time, struct timespec *left)
{
	long result = __lab_syscall(NR_NANOSLEEP, (long)time, (long)left, 0, 0, 0, 0);

	if (result < 0) {
		errno = (int)-result;
		return -1;
	}
	return 0;
}

unsigned int sleep(unsigned int seconds)
{
	struct timespec time = { seconds, 0 };

	return nanosleep(&time, &time) < 0 ? (unsigned int)time.tv_sec : 0;
}

int usleep(useconds_t microseconds)
{
	struct timespec time = { microseconds / 1000000, microseconds % 1000000 * 1000L };

	return nanosleep(&time, NULL);
}

int sched_yield(void)
{
	return (int)__lab_syscall(NR_SCHED_YIELD, 0, 0, 0, 0, 0, 0);
}
`,
};
