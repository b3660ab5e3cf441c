export default String.raw`#ifndef __STRINGS_H
#define __STRINGS_H
#include <stddef.h>

int strcasecmp(const char *a, const char *b);
int strncasecmp(const char *a, const char *b, size_t length);
int bcmp(const void *a, const void *b, size_t length);
void bcopy(const void *from, void *to, size_t length);
void bzero(void *to, size_t length);
char *index(const char *text, int c);
char *rindex(const char *text, int c);
int ffs(int value);
int ffsl(long value);
int ffsll(long long value);

#endif
`;
