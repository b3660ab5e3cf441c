/* Floating values to integers: towards zero. */
#include <stdio.h>

int main(void)
{
	static const double v[] = { 0.0, 0.99, -0.99, 1.5, -1.5, 100.7, -100.7, 2147483646.9, -2147483647.5 };
	unsigned i;
	float f = -3.75f;
	double d = 1e18;

	for (i = 0; i < sizeof(v) / sizeof(v[0]); i++)
		printf("%d %ld %d %d\n", (int)v[i], (long)v[i], (int)(float)(v[i] / 1000), (short)(v[i] / 1e5));
	printf("%u %lu\n", (unsigned)4294967295.5, (unsigned long)18446744073709549568.0);
	printf("%lu\n", (unsigned long)9223372036854775808.0);
	printf("%ld %ld\n", (long)d, (long)-d);
	printf("%d %d %u\n", (signed char)f, (int)f, (unsigned char)200.9);
	printf("%d %d %d\n", (_Bool)0.0001, (_Bool)-0.0, (_Bool)f);
	i = 3.99;
	printf("%u\n", i);
	printf("%d\n", (int)(0.1 * 3 * 10));
	printf("%x\n", (unsigned)3000000000.0);
	return 0;
}
