import type { LibrarySource } from '../library.ts';

export const source: LibrarySource = {
  path: 'libc/wchar.c',
  provides: [
    'wcslen',
    'wcscpy',
    'wcsncpy',
    'wcscat',
    'wcscmp',
    'wcsncmp',
    'wcschr',
    'wcsrchr',
    'wcsstr',
    'wmemcpy',
    'wmemmove',
    'wmemset',
    'wmemcmp',
    'wmemchr',
  ],
  text: String.raw`/* Strings of wide characters. */
#include <string.h>
#include <wchar.h>

size_t wcslen(const wchar_t *text)
{
	size_t n = 0;

	while (text[n])
		n++;
	return n;
}

wchar_t *wmemcpy(wchar_t *to, const wchar_t *from, size_t length)
{
	return memcpy(to, from, length * sizeof(wchar_t));
}

wchar_t *wmemmove(wchar_t *to, const wchar_t *from, size_t length)
{
	return memmove(to, from, length * sizeof(wchar_t));
}

wchar_t *wmemset(wchar_t *to, wchar_t c, size_t length)
{
	while (length-- > 0)
		to[length] = c;
	return to;
}

int wmemcmp(const wchar_t *a, const wchar_t *b, size_t length)
{
	for (; length > 0; length--, a++, b++)
		if (*a != *b)
			return *a < *b ? -1 : 1;
	return 0;
}

wchar_t *wmemchr(const wchar_t *text, wchar_t c, size_t length)
{
	for (; length > 0; length--, text++)
		if (*text == c)
			return (wchar_t *)text;
	return NULL;
}

wchar_t *wcscpy(wchar_t *to, const wchar_t *from)
{
	return wmemcpy(to, from, wcslen(from) + 1);
}

wchar_t *wcsncpy(wchar_t *to, const wchar_t *from, size_t length)
{
	size_t i = 0;

	for (; i < length && from[i]; i++)
		to[i] = from[i];
	for (; i < length; i++)
		to[i] = 0;
	return to;
}

wchar_t *wcscat(wchar_t *to, const wchar_t *from)
{
	wcscpy(to + wcslen(to), from);
	return to;
}

int wcsncmp(const wchar_t *a, const wchar_t *b, size_t length)
{
	for (; length > 0; length--, a++, b++) {
		if (*a != *b)
			return *a < *b ? -1 : 1;
		if (!*a)
			break;
	}
	return 0;
}

int wcscmp(const wchar_t *a, const wchar_t *b)
{
	return wcsncmp(a, b, ~0UL);
}

wchar_t *wcschr(const wchar_t *text, wchar_t c)
{
	return wmemchr(text, c, wcslen(text) + 1);
}

wchar_t *wcsrchr(const wchar_t *text, wchar_t c)
{
	const wchar_t *found = NULL;

	do {
		if (*text == c)
			found = text;
	} while (*text++);
	return (wchar_t *)found;
}

wchar_t *wcsstr(const wchar_t *text, const wchar_t *needle)
{
	size_t length = wcslen(needle);

	do {
		if (wcsncmp(text, needle, length) == 0)
			return (wchar_t *)text;
	} while (*text++);
	return NULL;
}
`,
};
