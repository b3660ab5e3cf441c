/* Anything that is not zero becomes 1. */
#include <stdio.h>
#include <stdbool.h>

struct flags {
	bool a : 1, b : 1;
	bool c;
};

static bool is_big(long n)
{
	return n & 0xffff0000;
}

int main(void)
{
	bool a = 256, b = 0.25, c = "text", d = 0.0, e = (void *)0;
	struct flags f = { 2, 0, 0x100 };
	int x = 2;
	unsigned char narrow = (unsigned char)256;

	printf("%d %d %d %d %d\n", a, b, c, d, e);
	printf("%d %d %d\n", f.a, f.b, f.c);
	f.b = x;
	printf("%d\n", f.b);
	printf("%d %d %d\n", is_big(0x10000), is_big(0x100000000), is_big(12));
	printf("%d %d %d\n", (bool)narrow, (bool)256, (bool)0.1f);
	a += 5;
	printf("%d\n", a);
	a -= 1;
	printf("%d %d\n", a, a == false);
	a = x == 2 || x / (x - 2);
	printf("%d %zu\n", a, sizeof(bool));
	b ^= 1;
	b |= 4;
	printf("%d %d\n", b, !!x);
	return 0;
}
