/* ctype.h for all 128 characters and a few beyond. */
#include <ctype.h>
#include <stdio.h>

#define SHOW(f)                                             \
	do {                                                \
		unsigned long low = 0, high = 0;            \
		for (i = 0; i < 64; i++) {                  \
			low |= (unsigned long)!!f(i) << i;  \
			high |= (unsigned long)!!f(i + 64) << i; \
		}                                           \
		printf("%s %016lx%016lx %d\n", #f, high, low, !!f(200)); \
	} while (0)

int main(void)
{
	int i;
	const char *s = "Hello, World 42!";

	SHOW(isalnum);
	SHOW(isalpha);
	SHOW(isblank);
	SHOW(iscntrl);
	SHOW(isdigit);
	SHOW(isgraph);
	SHOW(islower);
	SHOW(isprint);
	SHOW(ispunct);
	SHOW(isspace);
	SHOW(isupper);
	SHOW(isxdigit);
	for (; *s; s++)
		printf("%c%c", toupper(*s), tolower(*s));
	printf("\n%d %d\n", isalpha(EOF), toupper(200));
	return 0;
}
