import type { LibrarySource } from '../library.ts';

export const source: LibrarySource = {
  path: 'libc/string.c',
  provides: [
    'memchr',
    'memmem',
    'mempcpy',
    'memrchr',
    'stpcpy',
    'strcat',
    'strchr',
    'strchrnul',
    'strcmp',
    'strcoll',
    'strcpy',
    'strcspn',
    'strncat',
    'strncmp',
    'strncpy',
    'strnlen',
    'strpbrk',
    'strrchr',
    'strsep',
    'strspn',
    'strstr',
    'strtok',
    'strtok_r',
    'strxfrm',
  ],
  text: String.raw`/* Strings and bytes, beyond what the machine provides. */
#include <string.h>

void *memchr(const void *bytes, int byte, size_t length)
{
	const unsigned char *at = bytes;

	for (; length > 0; length--, at++)
		if (*at == (unsigned char)byte)
			return (void *)at;
	return NULL;
}

void *memrchr(const void *bytes, int byte, size_t length)
{
	const unsigned char *start = bytes;

	while (length-- > 0)
		if (start[length] == (unsigned char)byte)
			return (void *)(start + length);
	return NULL;
}

void *memmem(const void *bytes, size_t length, const void *needle, size_t needle_length)
{
	const char *at = bytes;

	for (; length >= needle_length; at++, length--)
		if (memcmp(at, needle, needle_length) == 0)
			return (void *)at;
	return NULL;
}

void *mempcpy(void *to, const void *from, size_t length)
{
	return (char *)memcpy(to, from, length) + length;
}

char *stpcpy(char *to, const char *from)
{
	while ((*to = *from++) != '\0')
		to++;
	return to;
}

char *strcpy(char *to, const char *from)
{
	stpcpy(to, from);
	return to;
}

char *strncpy(char *to, const char *from, size_t length)
{
	size_t i = 0;

	for (; i < length && from[i]; i++)
		to[i] = from[i];
	for (; i < length; i++)
		to[i] = '\0';
	return to;
}

char *strcat(char *to, const char *from)
{
	stpcpy(to + strlen(to), from);
	return to;
}

char *strncat(char *to, const char *from, size_t length)
{
	char *end = to + strlen(to);

	for (; length > 0 && *from; length--)
		*end++ = *from++;
	*end = '\0';
	return to;
}

int strcmp(const char *a, const char *b)
{
	while (*a && *a == *b) {
		a++;
		b++;
	}
	return (unsigned char)*a - (unsigned char)*b;
}

int strncmp(const char *a, const char *b, size_t length)
{
	for (; length > 0; length--, a++, b++) {
		if (*a != *b)
			return (unsigned char)*a - (unsigned char)*b;
		if (!*a)
			break;
	}
	return 0;
}

int strcoll(const char *a, const char *b)
{
	return strcmp(a, b);
}

size_t strxfrm(char *to, const char *from, size_t length)
{
	if (length > 0) {
		strncpy(to, from, length - 1);
		to[length - 1] = '\0';
	}
	return strlen(from);
}

char *strchrnul(const char *text, int c)
{
	while (*text && *text != (char)c)
		text++;
	return (char *)text;
}

char *strchr(const char *text, int c)
{
	char *at = strchrnul(text, c);

	return *at == (char)c ? at : NULL;
}

char *strrchr(const char *text, int c)
{
	const char *found = NULL;

	do {
		if (*text == (char)c)
			found = text;
	} while (*text++);
	return (char *)found;
}

char *strstr(const char *text, const char *needle)
{
	size_t length = strlen(needle);

	if (length == 0)
		return (char *)text;
	for (; (text = strchr(text, *needle)) != NULL; text++)
		if (strncmp(text, needle, length) == 0)
			return (char *)text;
	return NULL;
}

size_t strspn(const char *text, const char *set)
{
	size_t n = 0;

	while (text[n] && strchr(set, text[n]))
		n++;
	return n;
}

size_t strcspn(const char *text, const char *set)
{
	size_t n = 0;

	while (text[n] && !strchr(set, text[n]))
		n++;
	return n;
}

char *strpbrk(const char *text, const char *set)
{
	text += strcspn(text, set);
	return *text ? (char *)text : NULL;
}

size_t strnlen(const char *text, size_t limit)
{
	size_t n = 0;

	while (n < limit && text[n])
		n++;
	return n;
}

char *strsep(char **text, const char *separators)
{
	char *start = *text, *end;

	if (!start)
		return NULL;
	end = start + strcspn(start, separators);
	if (*end) {
		*end = '\0';
		*text = end + 1;
	} else {
		*text = NULL;
	}
	return start;
}

char *strtok_r(char *text, const char *separators, char **state)
{
	char *start = text ? text : *state, *end;

	start += strspn(start, separators);
	if (!*start) {
		*state = start;
		return NULL;
	}
	end = start + strcspn(start, separators);
	if (*end)
		*end++ = '\0';
	*state = end;
	return start;
}

char *strtok(char *text, const char *separators)
{
	static char *state = "";

	return strtok_r(text, separators, &state);
}
`,
};
