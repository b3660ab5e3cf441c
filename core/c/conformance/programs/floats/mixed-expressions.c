/* Integers and floats in one expression: where each operation is done. */
#include <stdio.h>

int main(void)
{
	int i = 7, j = 2;
	unsigned u = 3000000000u;
	long l = 9007199254740993;
	float f = 0.5f;
	double d = 2;
	char c = 'a';

	printf("%g %g %g\n", i / j + d, i / (j + d), (double)i / j);
	printf("%g %g\n", i * f, u * f);
	printf("%.17g %.17g\n", l + d, l * 1.0f);
	printf("%g %g\n", c + f, -f * c);
	printf("%d %d\n", i > f, (unsigned)-1 > d);
	i += f;
	printf("%d ", i);
	i *= f;
	printf("%d ", i);
	i -= -2.9;
	printf("%d ", i);
	i /= 0.3;
	printf("%d\n", i);
	u /= d;
	printf("%u ", u);
	u *= 1.5;
	printf("%u\n", u);
	c += 1.7;
	printf("%d ", c);
	l -= 0.5f;
	printf("%ld\n", l);
	d = i / 4 * 4.0 + i % 4;
	printf("%g\n", d);
	printf("%g\n", (i ? 1 : 2.5) / 2);
	printf("%g %g\n", 1 / 2 * 2.0, 1 / 2. * 2);
	return 0;
}
