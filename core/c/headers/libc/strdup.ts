import type { LibrarySource } from '../library.ts';

export const source: LibrarySource = {
  path: 'libc/strdup.c',
  provides: ['strdup', 'strndup'],
  text: String.raw`/* Copies of strings on the heap. */
#include <stdlib.h>
#include <string.h>

char *strndup(const char *text, size_t limit)
{
	size_t length = strnlen(text, limit);
	char *copy = malloc(length + 1);

	if (!copy)
		return NULL;
	copy[length] = '\0';
	return memcpy(copy, text, length);
}

char *strdup(const char *text)
{
	return strndup(text, ~0UL);
}
`,
};
