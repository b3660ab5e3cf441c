/* Unsigned division where the top bit is set. */
#include <stdio.h>

int main(void)
{
	unsigned u = 0xfffffff0;
	unsigned long l = 0xfffffffffffffff0;
	unsigned long d;

	printf("%u %u\n", u / 7, u % 7);
	printf("%lu %lu\n", l / 10, l % 10);
	printf("%lu %lu\n", l / 0x8000000000000001, l % 0x8000000000000001);
	for (d = 1; d; d <<= 7)
		printf("%lx %lx\n", l / d, l % d);
	printf("%u\n", (unsigned)-1 / 2);
	printf("%u\n", u / (unsigned)-2);
	l /= 3;
	u %= 1000;
	printf("%lu %u\n", l, u);
	return 0;
}
