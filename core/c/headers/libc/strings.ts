import type { LibrarySource } from '../library.ts';

export const source: LibrarySource = {
  path: 'libc/strings.c',
  provides: [
    'bcmp',
    'bcopy',
    'bzero',
    'ffs',
    'ffsl',
    'ffsll',
    'index',
    'rindex',
    'strcasecmp',
    'strcasestr',
    'strncasecmp',
  ],
  text: String.raw`/* The BSD side of string.h, and comparison without regard to case. */
#include <ctype.h>
#include <string.h>

int strncasecmp(const char *a, const char *b, size_t length)
{
	for (; length > 0; length--, a++, b++) {
		int left = tolower((unsigned char)*a), right = tolower((unsigned char)*b);

		if (left != right || !left)
			return left - right;
	}
	return 0;
}

int strcasecmp(const char *a, const char *b)
{
	return strncasecmp(a, b, ~0UL);
}

char *strcasestr(const char *text, const char *needle)
{
	size_t length = strlen(needle);

	do {
		if (strncasecmp(text, needle, length) == 0)
			return (char *)text;
	} while (*text++);
	return NULL;
}

int bcmp(const void *a, const void *b, size_t length)
{
	return memcmp(a, b, length);
}

void bcopy(const void *from, void *to, size_t length)
{
	memmove(to, from, length);
}

void bzero(void *to, size_t length)
{
	memset(to, 0, length);
}

char *index(const char *text, int c)
{
	return strchr(text, c);
}

char *rindex(const char *text, int c)
{
	return strrchr(text, c);
}

int ffsll(long long value)
{
	return value ? __builtin_ctzll((unsigned long long)value) + 1 : 0;
}

int ffsl(long value)
{
	return ffsll(value);
}

int ffs(int value)
{
	return ffsll(value);
}
`,
};
