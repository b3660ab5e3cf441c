import type { LibrarySource } from '../library.ts';

export const source: LibrarySource = {
  path: 'libc/quick-exit.c',
  provides: ['at_quick_exit', 'quick_exit'],
  text: String.raw`/* Another way out: its own handlers, and nothing else. */
#include <stdlib.h>

static void (*handlers[32])(void);
static int handler_count;

int at_quick_exit(void (*handler)(void))
{
	if (handler_count == 32)
		return -1;
	handlers[handler_count++] = handler;
	return 0;
}

void quick_exit(int status)
{
	while (handler_count > 0)
		handlers[--handler_count]();
	_Exit(status);
}
`,
};
