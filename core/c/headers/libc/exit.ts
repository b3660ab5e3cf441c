import type { LibrarySource } from '../library.ts';

export const source: LibrarySource = {
  path: 'libc/exit.c',
  provides: [
    '_Exit',
    '__lab_run_exit_handlers',
    '_exit',
    'abort',
    'atexit',
    'exit',
    'getenv',
    'system',
  ],
  text: String.raw`/* Ways out of a program. */
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>
#include "__lab.h"

#define NR_KILL 62

static void (*handlers[32])(void);
static int handler_count;

int atexit(void (*handler)(void))
{
	if (handler_count == 32)
		return -1;
	handlers[handler_count++] = handler;
	return 0;
}

/* Called by exit, and by the machine when main returns. */
void __lab_run_exit_handlers(void)
{
	while (handler_count > 0)
		handlers[--handler_count]();
	__lab_destructors();
}

void exit(int status)
{
	__lab_run_exit_handlers();
	__lab_exit(status);
}

void _Exit(int status)
{
	__lab_exit(status);
}

void _exit(int status)
{
	__lab_exit(status);
}

void abort(void)
{
	__lab_syscall(NR_KILL, getpid(), SIGABRT, 0, 0, 0, 0);
	__lab_exit(128 + SIGABRT);	/* what a shell reports */
}

char *getenv(const char *name)
{
	return NULL;
}

/* There is no shell. */
int system(const char *command)
{
	return command ? -1 : 0;
}
`,
};
