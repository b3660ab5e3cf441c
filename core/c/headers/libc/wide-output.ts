import type { LibrarySource } from '../library.ts';

export const source: LibrarySource = {
  path: 'libc/wide-output.c',
  provides: [
    'fgetwc',
    'fputwc',
    'fputws',
    'fwide',
    'fwprintf',
    'getwc',
    'getwchar',
    'putwc',
    'putwchar',
    'swprintf',
    'vfwprintf',
    'vswprintf',
    'vwprintf',
    'wprintf',
  ],
  text: String.raw`/* Wide characters to and from the streams, which are narrow: a character is a byte. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

wint_t fputwc(wchar_t c, FILE *stream)
{
	char byte;

	if (wcrtomb(&byte, c, NULL) == (size_t)-1)
		return WEOF;
	return fputc(byte, stream) == EOF ? WEOF : (wint_t)c;
}

wint_t putwc(wchar_t c, FILE *stream)
{
	return fputwc(c, stream);
}

wint_t putwchar(wchar_t c)
{
	return fputwc(c, stdout);
}

int fputws(const wchar_t *text, FILE *stream)
{
	for (; *text; text++)
		if (fputwc(*text, stream) == WEOF)
			return -1;
	return 1;
}

wint_t fgetwc(FILE *stream)
{
	int c = fgetc(stream);

	return c == EOF ? WEOF : btowc(c);
}

wint_t getwc(FILE *stream)
{
	return fgetwc(stream);
}

wint_t getwchar(void)
{
	return fgetwc(stdin);
}

int fwide(FILE *stream, int mode)
{
	return 0;
}

int vfwprintf(FILE *stream, const wchar_t *format, va_list arguments)
{
	size_t length = wcslen(format);
	char *narrow = malloc(length + 1);
	int result = -1;

	if (narrow && wcstombs(narrow, format, length + 1) != (size_t)-1)
		result = vfprintf(stream, narrow, arguments);
	free(narrow);
	return result;
}

int vswprintf(wchar_t *to, size_t size, const wchar_t *format, va_list arguments)
{
	size_t length = wcslen(format);
	char *narrow = malloc(length + 1), *text = NULL;
	int result = -1;

	if (narrow && wcstombs(narrow, format, length + 1) != (size_t)-1)
		result = vasprintf(&text, narrow, arguments);
	if (result >= 0 && ((size_t)result >= size || mbstowcs(to, text, size) == (size_t)-1))
		result = -1;
	free(text);
	free(narrow);
	return result;
}

int vwprintf(const wchar_t *format, va_list arguments)
{
	return vfwprintf(stdout, format, arguments);
}

int wprintf(const wchar_t *format, ...)
{
	va_list arguments;
	int result;

	va_start(arguments, format);
	result = vfwprintf(stdout, format, arguments);
	va_end(arguments);
	return result;
}

int fwprintf(FILE *stream, const wchar_t *format, ...)
{
	va_list arguments;
	int result;

	va_start(arguments, format);
	result = vfwprintf(stream, format, arguments);
	va_end(arguments);
	return result;
}

int swprintf(wchar_t *to, size_t size, const wchar_t *format, ...)
{
	va_list arguments;
	int result;

	va_start(arguments, format);
	result = vswprintf(to, size, format, arguments);
	va_end(arguments);
	return result;
}
`,
};
