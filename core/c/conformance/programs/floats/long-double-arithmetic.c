/* long double: x87's 64 significant bits, computed and printed. */
#include <stdio.h>
#include <string.h>

static void show(const char *what, long double x)
{
	unsigned long mantissa;
	unsigned short exponent;

	memcpy(&mantissa, &x, 8);
	memcpy(&exponent, (char *)&x + 8, 2);
	printf("%s %04x %016lx %Lg %.20Le %La\n", what, exponent, mantissa, x, x, x);
}

static void binary(long double a, long double b)
{
	show("add", a + b);
	show("sub", a - b);
	show("mul", a * b);
	show("div", a / b);
	printf("%d %d %d %d %d %d\n", a < b, a <= b, a > b, a >= b, a == b, a != b);
}

int main(void)
{
	static const long double values[] = { 0.0L, -0.0L, 1.0L, 0.1L, -3.14159265358979323846L, 1e4000L,
					      1e-4940L, 0x1.fffffffffffffffep+100L, 123456789012345678.0L };
	unsigned int i, j, n = sizeof(values) / sizeof(values[0]);
	long double x, sum;

	for (i = 0; i < n; i++)
		for (j = 0; j < n; j++)
			if (values[j] != 0)
				binary(values[i], values[j]);
	for (sum = 0, x = 1; x < 30; x++)
		sum += 1 / x;
	show("harmonic", sum);
	x = 2;
	x *= x;
	x -= 0.5L;
	x /= 3;
	x += 1.25;
	show("updates", x);
	show("post", x++);
	show("pre", --x);
	show("negated", -x);
	printf("%d %d %d\n", !x, x ? 1 : 2, x && 0.0L);
	show("folded", 1.0L / 3.0L + 2);
	show("infinite", 1e4932L * 10);
	printf("%Lf %LF %10.3Lf|%-12.2Le|%+Lg\n", x, x, x, x, x);
	printf("%d %g %Lg %s\n", 1, 2.5, 3.5L, "after");
	return 0;
}
