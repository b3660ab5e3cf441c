import type { LibrarySource } from '../library.ts';

export const source: LibrarySource = {
  path: 'libc/print.c',
  provides: [
    'asprintf',
    'fprintf',
    'printf',
    'snprintf',
    'sprintf',
    'vasprintf',
    'vfprintf',
    'vprintf',
    'vsnprintf',
    'vsprintf',
  ],
  text: String.raw`/* The printf family, over the machine's __lab_vformat. */
#include <stdio.h>
#include <stdlib.h>
#include "__lab.h"
#include "__lab_file.h"

/* Formats into 'small' if the text fits, else into a new block; NULL on error. */
static char *format_text(char *small, size_t size, int *length, const char *format,
			 va_list arguments)
{
	va_list again;
	char *text = small;

	va_copy(again, arguments);
	*length = __lab_vformat(small, size, format, arguments);
	if (*length < 0) {
		text = NULL;
	} else if ((size_t)*length >= size) {
		text = malloc((size_t)*length + 1);
		if (text)
			__lab_vformat(text, (size_t)*length + 1, format, again);
	}
	va_end(again);
	return text;
}

int vprintf(const char *format, va_list arguments)
{
	char small[256];
	int length;
	char *text = format_text(small, sizeof(small), &length, format, arguments);

	if (!text)
		return -1;
	__lab_stdout(text, (size_t)length);
	if (text != small)
		free(text);
	return length;
}

int vfprintf(FILE *stream, const char *format, va_list arguments)
{
	char small[256];
	int length;
	char *text = format_text(small, sizeof(small), &length, format, arguments);
	size_t written;

	if (!text)
		return -1;
	written = __lab_file_write(stream, text, (size_t)length);
	if (text != small)
		free(text);
	return written == (size_t)length ? length : -1;
}

int vsnprintf(char *buffer, size_t size, const char *format, va_list arguments)
{
	return __lab_vformat(buffer, size, format, arguments);
}

int vsprintf(char *buffer, const char *format, va_list arguments)
{
	return __lab_vformat(buffer, ~0UL >> 1, format, arguments);
}

int vasprintf(char **result, const char *format, va_list arguments)
{
	va_list again;
	int length;

	va_copy(again, arguments);
	length = __lab_vformat(NULL, 0, format, arguments);
	*result = length < 0 ? NULL : malloc((size_t)length + 1);
	if (*result)
		__lab_vformat(*result, (size_t)length + 1, format, again);
	else
		length = -1;
	va_end(again);
	return length;
}

int printf(const char *format, ...)
{
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = vprintf(format, arguments);
	va_end(arguments);
	return length;
}

int fprintf(FILE *stream, const char *format, ...)
{
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = vfprintf(stream, format, arguments);
	va_end(arguments);
	return length;
}

int sprintf(char *buffer, const char *format, ...)
{
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = vsprintf(buffer, format, arguments);
	va_end(arguments);
	return length;
}

int snprintf(char *buffer, size_t size, const char *format, ...)
{
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = __lab_vformat(buffer, size, format, arguments);
	va_end(arguments);
	return length;
}

int asprintf(char **result, const char *format, ...)
{
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = vasprintf(result, format, arguments);
	va_end(arguments);
	return length;
}
`,
};
