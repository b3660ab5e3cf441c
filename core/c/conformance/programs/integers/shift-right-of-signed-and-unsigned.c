/* Right shifts keep the sign of signed values and bring zeros into unsigned ones. */
#include <stdio.h>

int main(void)
{
	int i = -1000, shift;
	unsigned u = (unsigned)i;
	long l = -123456789012345;
	unsigned long ul = (unsigned long)l;
	signed char c = -100;
	unsigned char uc = 156;
	short s = -30000;

	for (shift = 0; shift < 32; shift += 3)
		printf("%d %u\n", i >> shift, u >> shift);
	for (shift = 0; shift < 64; shift += 7)
		printf("%ld %lu\n", l >> shift, ul >> shift);
	printf("%d %d %d\n", c >> 2, uc >> 2, s >> 3);
	c >>= 1;
	uc >>= 1;
	s >>= 1;
	printf("%d %d %d\n", c, uc, s);
	printf("%d %u\n", -1 >> 31, ~0u >> 31);
	return 0;
}
