export default String.raw`#ifndef __UCHAR_H
#define __UCHAR_H
#include <wchar.h>

typedef unsigned short char16_t;
typedef unsigned int char32_t;

size_t mbrtoc16(char16_t *to, const char *from, size_t length, mbstate_t *state);
size_t c16rtomb(char *to, char16_t c, mbstate_t *state);
size_t mbrtoc32(char32_t *to, const char *from, size_t length, mbstate_t *state);
size_t c32rtomb(char *to, char32_t c, mbstate_t *state);

#endif
`;
