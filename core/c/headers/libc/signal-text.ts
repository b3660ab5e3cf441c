import type { LibrarySource } from '../library.ts';

export const source: LibrarySource = {
  path: 'libc/signal-text.c',
  provides: ['psignal', 'strsignal'],
  text: String.raw`/* What signals are called. */
#include <signal.h>
#include <stdio.h>
#include <string.h>

static const char *const texts[] = {
	[SIGHUP] = "Hangup", [SIGINT] = "Interrupt", [SIGQUIT] = "Quit", [SIGILL] = "Illegal instruction",
	[SIGTRAP] = "Trace/breakpoint trap", [SIGABRT] = "Aborted", [SIGBUS] = "Bus error",
	[SIGFPE] = "Floating point exception", [SIGKILL] = "Killed", [SIGUSR1] = "User defined signal 1",
	[SIGSEGV] = "Segmentation fault", [SIGUSR2] = "User defined signal 2", [SIGPIPE] = "Broken pipe",
	[SIGALRM] = "Alarm clock", [SIGTERM] = "Terminated", [SIGCHLD] = "Child exited", [SIGCONT] = "Continued",
	[SIGSTOP] = "Stopped (signal)", [SIGTSTP] = "Stopped",
};

char *strsignal(int number)
{
	static char unknown[32];

	if (number > 0 && number < (int)(sizeof(texts) / sizeof(texts[0])) && texts[number])
		return (char *)texts[number];
	snprintf(unknown, sizeof(unknown), "Unknown signal %d", number);
	return unknown;
}

void psignal(int number, const char *prefix)
{
	fprintf(stderr, "%s%s%s\n", prefix ? prefix : "", prefix && *prefix ? ": " : "", strsignal(number));
}
`,
};
