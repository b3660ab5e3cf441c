/* A zero-width bit-field makes the next one start a new unit of its type. */
#include <stdio.h>
#include <string.h>

struct a { unsigned x : 3; unsigned : 0; unsigned y : 3; };
struct b { unsigned char x : 3; unsigned char : 0; unsigned char y : 3; };
struct c { char k; int : 0; char m; };
struct d { unsigned x : 3; unsigned long : 0; unsigned y : 3; };
struct e { int : 0; char c; };
struct f { unsigned x : 5; unsigned : 7; unsigned y : 4; short : 0; unsigned z : 2; };

#define SHOW(type, ...)                                       \
	{                                                     \
		type s;                                       \
		unsigned char bytes[sizeof(s)];               \
		unsigned i;                                   \
		memset(&s, 0, sizeof(s));                     \
		__VA_ARGS__;                                  \
		memcpy(bytes, &s, sizeof(s));                 \
		printf("%zu:", sizeof(s));                    \
		for (i = 0; i < sizeof(s); i++)               \
			printf(" %02x", bytes[i]);            \
		printf("\n");                                 \
	}

int main(void)
{
	SHOW(struct a, s.x = 7, s.y = 5)
	SHOW(struct b, s.x = 7, s.y = 5)
	SHOW(struct c, s.k = 1, s.m = 2)
	SHOW(struct d, s.x = 7, s.y = 5)
	SHOW(struct e, s.c = 9)
	SHOW(struct f, s.x = 31, s.y = 15, s.z = 3)
	return 0;
}
