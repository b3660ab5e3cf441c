/* Expressions mixing 32 and 64 bits: where the widening happens matters. */
#include <stdio.h>

int main(void)
{
	int i = 100000, j = -100000;
	unsigned u = 100000;
	long l;

	l = (long)i * i;
	printf("%ld\n", l);
	l = (long)i * j;
	printf("%ld\n", l);
	l = u * u;
	printf("%ld\n", l);
	l = (long)u * u;
	printf("%ld\n", l);
	l = i + 0x100000000;
	printf("%ld\n", l);
	l = j + 0u;
	printf("%ld\n", l);
	l = j + 0ul;
	printf("%ld\n", l);
	l = (unsigned)j + 0ul;
	printf("%ld\n", l);
	l = -1;
	u = l;
	i = l + 5;
	printf("%u %d\n", u, i);
	l = 0x1234567890;
	i = (int)l;
	printf("%x\n", i);
	l = ~0u;
	printf("%lx\n", l);
	l = ~0;
	printf("%lx\n", l);
	l = 1u << 31;
	printf("%lx\n", l);
	l = (int)(1u << 31);
	printf("%lx\n", l);
	return 0;
}
