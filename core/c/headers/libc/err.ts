import type { LibrarySource } from '../library.ts';

export const source: LibrarySource = {
  path: 'libc/err.c',
  provides: ['err', 'errx', 'warn', 'warnx'],
  text: String.raw`/* Messages of programs that give up. The program's name is not known here: it is left out. */
#include <err.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void say(const char *format, va_list arguments, const char *reason)
{
	if (format)
		vfprintf(stderr, format, arguments);
	fprintf(stderr, "%s%s\n", format && reason ? ": " : "", reason ? reason : "");
}

void warn(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	say(format, arguments, strerror(errno));
	va_end(arguments);
}

void warnx(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	say(format, arguments, NULL);
	va_end(arguments);
}

void err(int status, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	say(format, arguments, strerror(errno));
	va_end(arguments);
	exit(status);
}

void errx(int status, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	say(format, arguments, NULL);
	va_end(arguments);
	exit(status);
}
`,
};
