export default String.raw`#ifndef __WCHAR_H
#define __WCHAR_H
#include <stddef.h>

typedef unsigned int wint_t;
#define WEOF (0xffffffffu)
#define WCHAR_MIN (-2147483647 - 1)
#define WCHAR_MAX 2147483647

/* Strings of wide characters only: the streams are narrow. */
size_t wcslen(const wchar_t *text);
wchar_t *wcscpy(wchar_t *to, const wchar_t *from);
wchar_t *wcsncpy(wchar_t *to, const wchar_t *from, size_t length);
wchar_t *wcscat(wchar_t *to, const wchar_t *from);
int wcscmp(const wchar_t *a, const wchar_t *b);
int wcsncmp(const wchar_t *a, const wchar_t *b, size_t length);
wchar_t *wcschr(const wchar_t *text, wchar_t c);
wchar_t *wcsrchr(const wchar_t *text, wchar_t c);
wchar_t *wcsstr(const wchar_t *text, const wchar_t *needle);
wchar_t *wmemcpy(wchar_t *to, const wchar_t *from, size_t length);
wchar_t *wmemmove(wchar_t *to, const wchar_t *from, size_t length);
wchar_t *wmemset(wchar_t *to, wchar_t c, size_t length);
int wmemcmp(const wchar_t *a, const wchar_t *b, size_t length);
wchar_t *wmemchr(const wchar_t *text, wchar_t c, size_t length);

#endif
`;
