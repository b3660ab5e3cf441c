/* A field that would cross the border of its type's unit moves to the next unit. */
#include <stdio.h>
#include <string.h>

struct a { unsigned short x : 10; unsigned short y : 10; };
struct b { unsigned x : 20; unsigned y : 20; unsigned z : 20; };
struct c { unsigned char x : 5; unsigned short y : 9; unsigned z : 20; };
struct d { char c; unsigned x : 10; unsigned y : 14; unsigned z : 1; };
struct e { unsigned long x : 1; unsigned y : 31; unsigned char z : 8; unsigned short w : 16; };
struct f { unsigned x : 24; char c; };
struct g { unsigned x : 25; char c; };
union u { unsigned a : 3; unsigned char b; unsigned long c : 33; };

#define SHOW(type, ...)                                       \
	{                                                     \
		type s;                                       \
		unsigned char bytes[sizeof(s)];               \
		unsigned i;                                   \
		memset(&s, 0, sizeof(s));                     \
		__VA_ARGS__;                                  \
		memcpy(bytes, &s, sizeof(s));                 \
		printf("%zu/%zu:", sizeof(s), _Alignof(type)); \
		for (i = 0; i < sizeof(s); i++)               \
			printf(" %02x", bytes[i]);            \
		printf("\n");                                 \
	}

int main(void)
{
	SHOW(struct a, s.x = 0x3ff, s.y = 0x2aa)
	SHOW(struct b, s.x = 0xfffff, s.y = 0xaaaaa, s.z = 0x12345)
	SHOW(struct c, s.x = 31, s.y = 0x155, s.z = 0xfffff)
	SHOW(struct d, s.c = 1, s.x = 0x3ff, s.y = 0x2aaa, s.z = 1)
	SHOW(struct e, s.x = 1, s.y = 0x7fffffff, s.z = 0xaa, s.w = 0x1234)
	SHOW(struct f, s.x = 0xabcdef, s.c = 0x11)
	SHOW(struct g, s.x = 0x1abcdef, s.c = 0x11)
	SHOW(union u, s.c = 0x1ffffffff, s.a = 2)
	return 0;
}
