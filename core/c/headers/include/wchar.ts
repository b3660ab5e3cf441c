export default String.raw`#ifndef __WCHAR_H
#define __WCHAR_H
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

typedef unsigned int wint_t;
#define WEOF (0xffffffffu)
#define WCHAR_MIN (-2147483647 - 1)
#define WCHAR_MAX 2147483647

typedef struct {
	int __unused;
} mbstate_t;

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

/* In the "C" locale: ASCII, a byte each. */
size_t mbrtowc(wchar_t *to, const char *from, size_t length, mbstate_t *state);
size_t wcrtomb(char *to, wchar_t c, mbstate_t *state);
size_t mbrlen(const char *from, size_t length, mbstate_t *state);
size_t mbsrtowcs(wchar_t *to, const char **from, size_t length, mbstate_t *state);
size_t wcsrtombs(char *to, const wchar_t **from, size_t length, mbstate_t *state);
int mbsinit(const mbstate_t *state);
wint_t btowc(int c);
int wctob(wint_t c);

wint_t fputwc(wchar_t c, FILE *stream), putwc(wchar_t c, FILE *stream), putwchar(wchar_t c);
int fputws(const wchar_t *text, FILE *stream);
wint_t fgetwc(FILE *stream), getwc(FILE *stream), getwchar(void);
int fwide(FILE *stream, int mode);
int wprintf(const wchar_t *format, ...);
int fwprintf(FILE *stream, const wchar_t *format, ...);
int swprintf(wchar_t *to, size_t size, const wchar_t *format, ...);
int vwprintf(const wchar_t *format, va_list arguments);
int vfwprintf(FILE *stream, const wchar_t *format, va_list arguments);
int vswprintf(wchar_t *to, size_t size, const wchar_t *format, va_list arguments);

#endif
`;
