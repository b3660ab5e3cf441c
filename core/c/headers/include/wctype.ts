export default String.raw`#ifndef __WCTYPE_H
#define __WCTYPE_H
#include <wchar.h>

typedef unsigned long wctype_t;
typedef const int *wctrans_t;

/* In the "C" locale: the letters of ASCII. */
int iswalnum(wint_t c), iswalpha(wint_t c), iswblank(wint_t c), iswcntrl(wint_t c);
int iswdigit(wint_t c), iswgraph(wint_t c), iswlower(wint_t c), iswprint(wint_t c);
int iswpunct(wint_t c), iswspace(wint_t c), iswupper(wint_t c), iswxdigit(wint_t c);
wint_t towlower(wint_t c), towupper(wint_t c);
wctype_t wctype(const char *name);
int iswctype(wint_t c, wctype_t kind);

#endif
`;
