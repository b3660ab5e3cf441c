import type { LibrarySource } from '../library.ts';

export const source: LibrarySource = {
  path: 'libc/wctype.c',
  provides: [
    'iswalnum',
    'iswalpha',
    'iswblank',
    'iswcntrl',
    'iswctype',
    'iswdigit',
    'iswgraph',
    'iswlower',
    'iswprint',
    'iswpunct',
    'iswspace',
    'iswupper',
    'iswxdigit',
    'towlower',
    'towupper',
    'wctype',
  ],
  text: String.raw`/* Kinds of wide characters, by those of the narrow ones. */
#include <ctype.h>
#include <string.h>
#include <wctype.h>

int iswalnum(wint_t c)
{
	return c < 128 && isalnum((int)c);
}

int iswalpha(wint_t c)
{
	return c < 128 && isalpha((int)c);
}

int iswblank(wint_t c)
{
	return c < 128 && isblank((int)c);
}

int iswcntrl(wint_t c)
{
	return c < 128 && iscntrl((int)c);
}

int iswdigit(wint_t c)
{
	return c < 128 && isdigit((int)c);
}

int iswgraph(wint_t c)
{
	return c < 128 && isgraph((int)c);
}

int iswlower(wint_t c)
{
	return c < 128 && islower((int)c);
}

int iswprint(wint_t c)
{
	return c < 128 && isprint((int)c);
}

int iswpunct(wint_t c)
{
	return c < 128 && ispunct((int)c);
}

int iswspace(wint_t c)
{
	return c < 128 && isspace((int)c);
}

int iswupper(wint_t c)
{
	return c < 128 && isupper((int)c);
}

int iswxdigit(wint_t c)
{
	return c < 128 && isxdigit((int)c);
}

wint_t towlower(wint_t c)
{
	return c < 128 ? (wint_t)tolower((int)c) : c;
}

wint_t towupper(wint_t c)
{
	return c < 128 ? (wint_t)toupper((int)c) : c;
}

static const struct {
	const char *name;
	int (*test)(wint_t c);
} kinds[] = {
	{ "alnum", iswalnum },
	{ "alpha", iswalpha },
	{ "blank", iswblank },
	{ "cntrl", iswcntrl },
	{ "digit", iswdigit },
	{ "graph", iswgraph },
	{ "lower", iswlower },
	{ "print", iswprint },
	{ "punct", iswpunct },
	{ "space", iswspace },
	{ "upper", iswupper },
	{ "xdigit", iswxdigit },
};

wctype_t wctype(const char *name)
{
	unsigned long i;

	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcmp(kinds[i].name, name) == 0)
			return i + 1;
	return 0;
}

int iswctype(wint_t c, wctype_t kind)
{
	return kind && kinds[kind - 1].test(c);
}
`,
};
