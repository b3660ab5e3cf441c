import type { LibrarySource } from '../library.ts';

export const source: LibrarySource = {
  path: 'libc/locale.c',
  provides: ['localeconv', 'setlocale'],
  text: String.raw`/* The "C" locale, the only one. */
#include <limits.h>
#include <locale.h>
#include <string.h>

char *setlocale(int category, const char *name)
{
	static char c_locale[] = "C";

	if (category < LC_CTYPE || category > LC_ALL)
		return NULL;
	if (name && *name && strcmp(name, "C") != 0 && strcmp(name, "POSIX") != 0)
		return NULL;
	return c_locale;
}

struct lconv *localeconv(void)
{
	static char point[] = ".", none[] = "";
	static struct lconv conventions = {
		point, none, none, none, none, none, none, none, none, none,
		CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX,
		CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX,
	};

	return &conventions;
}
`,
};
