import type { LibrarySource } from '../library.ts';

export const source: LibrarySource = {
  path: 'libc/output.c',
  provides: ['putchar', 'puts'],
  text: String.raw`/* Output to standard output, without the detour over a stream. */
#include <stdio.h>
#include "__lab.h"

int putchar(int c)
{
	char byte = c;

	__lab_stdout(&byte, 1);
	return (unsigned char)byte;
}

int puts(const char *text)
{
	unsigned long length = __builtin_strlen(text);

	__lab_stdout(text, length);
	__lab_stdout("\n", 1);
	return (int)length + 1; /* as glibc */
}
`,
};
