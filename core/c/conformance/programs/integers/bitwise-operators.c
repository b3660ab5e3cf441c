/* and, or, exclusive or and complement at each width. */
#include <stdio.h>

int main(void)
{
	unsigned a = 0xff00ff00, b = 0x0ff00ff0;
	unsigned long c = 0xff00ff00ff00ff00, d = 0x123456789abcdef0;
	int i = -0x100;
	unsigned char e = 0x5a;

	printf("%x %x %x %x\n", a & b, a | b, a ^ b, ~a);
	printf("%lx %lx %lx %lx\n", c & d, c | d, c ^ d, ~d);
	printf("%lx %lx %lx\n", c & a, c | a, c ^ a);
	printf("%lx %lx\n", c & i, c | i);
	printf("%x %x %x\n", ~e, (unsigned char)~e, e & ~0xf);
	a &= 0xffff;
	b |= 1;
	c ^= c >> 1;
	e ^= 0xff;
	printf("%x %x %lx %x\n", a, b, c, e);
	printf("%x %x\n", d & ~1ul ? 1 : 0, !(d & 1));
	printf("%d\n", (1 | 2 ^ 3 & 4) == 3);
	return 0;
}
