import type { LibrarySource } from '../library.ts';

export const source: LibrarySource = {
  path: 'libc/multibyte.c',
  provides: [
    'btowc',
    'c16rtomb',
    'c32rtomb',
    'mblen',
    'mbrlen',
    'mbrtoc16',
    'mbrtoc32',
    'mbrtowc',
    'mbsinit',
    'mbsrtowcs',
    'mbstowcs',
    'mbtowc',
    'wcrtomb',
    'wcsrtombs',
    'wcstombs',
    'wctob',
    'wctomb',
  ],
  text: String.raw`/* Bytes and wide characters in the "C" locale: one byte is one character, and only ASCII is any. */
#include <errno.h>
#include <stdlib.h>
#include <uchar.h>
#include <wchar.h>

static size_t invalid(void)
{
	errno = EILSEQ;
	return (size_t)-1;
}

size_t mbrtowc(wchar_t *to, const char *from, size_t length, mbstate_t *state)
{
	if (!from)
		return 0;
	if (length == 0)
		return (size_t)-2;
	if ((unsigned char)*from > 127)
		return invalid();
	if (to)
		*to = *from;
	return *from != 0;
}

size_t wcrtomb(char *to, wchar_t c, mbstate_t *state)
{
	if (!to)
		return 1;
	if (c < 0 || c > 127)
		return invalid();
	*to = (char)c;
	return 1;
}

size_t mbrtoc32(char32_t *to, const char *from, size_t length, mbstate_t *state)
{
	return mbrtowc((wchar_t *)to, from, length, state);
}

size_t c32rtomb(char *to, char32_t c, mbstate_t *state)
{
	return wcrtomb(to, (wchar_t)c, state);
}

size_t mbrtoc16(char16_t *to, const char *from, size_t length, mbstate_t *state)
{
	wchar_t c = 0;
	size_t taken = mbrtowc(&c, from, length, state);

	if (to && taken <= 1)
		*to = (char16_t)c;
	return taken;
}

size_t c16rtomb(char *to, char16_t c, mbstate_t *state)
{
	return wcrtomb(to, c, state);
}

size_t mbrlen(const char *from, size_t length, mbstate_t *state)
{
	return mbrtowc(NULL, from, length, state);
}

int mbsinit(const mbstate_t *state)
{
	return 1;
}

int mbtowc(wchar_t *to, const char *from, size_t length)
{
	return (int)mbrtowc(to, from, length, NULL);
}

int mblen(const char *from, size_t length)
{
	return mbtowc(NULL, from, length);
}

int wctomb(char *to, wchar_t c)
{
	return to ? (int)wcrtomb(to, c, NULL) : 0;
}

size_t mbsrtowcs(wchar_t *to, const char **from, size_t length, mbstate_t *state)
{
	const char *text = *from;
	size_t n = 0;
	wchar_t c;

	for (; !to || n < length; n++) {
		if (mbrtowc(&c, text + n, 1, state) == (size_t)-1)
			return (size_t)-1;
		if (to)
			to[n] = c;
		if (!c)
			break;
	}
	if (to)
		*from = n < length ? NULL : text + n;
	return n;
}

size_t wcsrtombs(char *to, const wchar_t **from, size_t length, mbstate_t *state)
{
	const wchar_t *text = *from;
	size_t n = 0;
	char c;

	for (; !to || n < length; n++) {
		if (wcrtomb(&c, text[n], state) == (size_t)-1)
			return (size_t)-1;
		if (to)
			to[n] = c;
		if (!c)
			break;
	}
	if (to)
		*from = n < length ? NULL : text + n;
	return n;
}

size_t mbstowcs(wchar_t *to, const char *from, size_t length)
{
	return mbsrtowcs(to, &from, length, NULL);
}

size_t wcstombs(char *to, const wchar_t *from, size_t length)
{
	return wcsrtombs(to, &from, length, NULL);
}

wint_t btowc(int c)
{
	return c >= 0 && c < 128 ? (wint_t)c : WEOF;
}

int wctob(wint_t c)
{
	return c < 128 ? (int)c : -1;
}
`,
};
