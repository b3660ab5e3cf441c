export default String.raw`#ifndef __STRING_H
#define __STRING_H
#include <stddef.h>

/* The machine provides these five. */
void *memcpy(void *to, const void *from, size_t length);
void *memmove(void *to, const void *from, size_t length);
void *memset(void *to, int byte, size_t length);
int memcmp(const void *a, const void *b, size_t length);
size_t strlen(const char *text);

void *memchr(const void *bytes, int byte, size_t length);
void *memrchr(const void *bytes, int byte, size_t length);
void *memmem(const void *bytes, size_t length, const void *needle, size_t needle_length);
void *mempcpy(void *to, const void *from, size_t length);
char *strcpy(char *to, const char *from);
char *strncpy(char *to, const char *from, size_t length);
char *stpcpy(char *to, const char *from);
char *strcat(char *to, const char *from);
char *strncat(char *to, const char *from, size_t length);
int strcmp(const char *a, const char *b);
int strncmp(const char *a, const char *b, size_t length);
int strcoll(const char *a, const char *b);
size_t strxfrm(char *to, const char *from, size_t length);
char *strchr(const char *text, int c);
char *strchrnul(const char *text, int c);
char *strrchr(const char *text, int c);
char *strstr(const char *text, const char *needle);
char *strcasestr(const char *text, const char *needle);
char *strpbrk(const char *text, const char *set);
size_t strspn(const char *text, const char *set);
size_t strcspn(const char *text, const char *set);
size_t strnlen(const char *text, size_t limit);
char *strtok(char *text, const char *separators);
char *strtok_r(char *text, const char *separators, char **state);
char *strsep(char **text, const char *separators);
char *strdup(const char *text);
char *strndup(const char *text, size_t limit);
char *strerror(int number);
char *strsignal(int number);

#include <strings.h>

#endif
`;
