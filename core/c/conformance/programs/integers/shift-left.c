/* Left shifts: what falls off, what the type of the result is. */
#include <stdio.h>

int main(void)
{
	unsigned u = 0xdeadbeef;
	unsigned long l = 0xdeadbeefcafef00d;
	unsigned char c = 0xf0;
	int i;

	for (i = 0; i < 32; i += 5)
		printf("%08x %x\n", u << i, 1u << i);
	for (i = 0; i < 64; i += 9)
		printf("%016lx %lx\n", l << i, 1UL << i);
	printf("%x %x\n", c << 4, (unsigned char)(c << 4));
	printf("%lx %lx\n", (unsigned long)u << 16, (unsigned long)(u << 16));
	c <<= 1;
	printf("%x\n", c);
	u <<= 31;
	printf("%x\n", u);
	l <<= 63;
	printf("%lx\n", l);
	return 0;
}
