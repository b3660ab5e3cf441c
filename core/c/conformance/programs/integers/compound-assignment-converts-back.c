/* a op= b computes in the common type and converts the result to the type of a. */
#include <stdio.h>

int main(void)
{
	unsigned char c = 200;
	signed char s = 100;
	short h = 30000;
	int i = 1000000;
	unsigned u = 10;
	long l = 5;

	c += 100;
	printf("%d\n", c);
	c *= 3;
	printf("%d\n", c);
	c -= 200;
	printf("%d\n", c);
	c = 7;
	c /= -2;
	printf("%d\n", c);
	s += 100;
	printf("%d\n", s);
	s -= 1000;
	printf("%d\n", s);
	h *= 3;
	printf("%d\n", h);
	i *= 2.75;
	printf("%d\n", i);
	i /= 3u;
	printf("%d\n", i);
	i = -7;
	i /= 2;
	printf("%d\n", i);
	u -= 11;
	printf("%u\n", u);
	l -= 10u;
	printf("%ld\n", l);
	l *= -1;
	l <<= 33;
	printf("%ld\n", l);
	c = 1;
	printf("%d\n", c <<= 9);
	printf("%d\n", c |= 0x1ff);
	return 0;
}
