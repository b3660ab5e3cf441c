import type { LibrarySource } from '../library.ts';

export const source: LibrarySource = {
  path: 'libc/assert.c',
  provides: ['__lab_assert_failed'],
  text: String.raw`/* What a failed assert says. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

void __lab_assert_failed(const char *condition, const char *file, int line, const char *function)
{
	fprintf(stderr, "%s:%d: %s: Assertion \140%s' failed.\n", file, line, function, condition);
	abort();
}
`,
};
