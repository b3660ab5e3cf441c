/* long double from and to every other arithmetic type. */
#include <stdio.h>

static long double identity(long double x)
{
	return x;
}

int main(void)
{
	static const long double values[] = { 0, 1.5L, -1.5L, 127.9L, -128.0L, 32767.0L, 2147483647.5L,
					      4294967295.0L, 9223372036854775807.0L, 18446744073709551615.0L,
					      16777217.0L, 9007199254740993.0L, 0x1.000001000000000002p0L,
					      0x1.00000000000008002p0L, 1e-40L, 1e-310L };
	unsigned int i;
	long double x;

	for (i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
		x = identity(values[i]);
		printf("%a %a", (double)x, (float)x);
		if (x < 127 && x > -129)
			printf(" %d", (signed char)x);
		if (x < 32768)
			printf(" %d", (short)x);
		if (x < 2147483648.0L)
			printf(" %d", (int)x);
		if (x < 9223372036854775808.0L)
			printf(" %ld", (long)x);
		if (x > -1)
			printf(" %lu", (unsigned long)x);
		if (x > -1 && x < 4294967296.0L)
			printf(" %u", (unsigned int)x);
		printf(" %d\n", (_Bool)x);
	}
	printf("%La %La %La\n", (long double)-3, (long double)~0UL, (long double)0x7fffffffffffffff);
	printf("%La %La %La\n", (long double)0.1, (long double)0.1f, (long double)'x');
	printf("%La %La\n", 0.1 + 0.1L, 1 / 3.0L + 1.0f / 3);
	printf("%La\n", (long double)(((__int128)1 << 100) + 1));
	x = identity(-1.75e30L);
	printf("%lx\n", (unsigned long)((__int128)x >> 64));
	return 0;
}
