/* Double and float arithmetic to the last bit. */
#include <stdio.h>

int main(void)
{
	double a = 0.1, b = 0.2, c = 1e16, big = 1e308;
	float f = 0.1f, g = 0.2f, h = 16777216.0f;
	int i;

	printf("%.17g %.17g %.17g %.17g\n", a + b, a - b, a * b, a / b);
	printf("%.9g %.9g %.9g %.9g\n", f + g, f - g, f * g, f / g);
	printf("%.17g %.17g\n", c + 1, c + 2);
	printf("%.9g %.9g\n", h + 1, h + 2.0f);
	printf("%g %g\n", big * 10, -big * 10);
	printf("%.17g %.17g\n", f + a, (double)(f * g));
	for (i = 0; i < 10; i++)
		a += 0.1;
	printf("%.17g %d\n", a, a == 1.1);
	for (i = 0; i < 10; i++)
		f += 0.1f;
	printf("%.9g\n", f);
	a *= f;
	f /= 3;
	f -= a;
	printf("%.17g %.9g\n", a, f);
	printf("%g %g\n", 5e-324 / 2, 1e-320);
	printf("%.17g\n", 1.0 / 3.0 * 3.0);
	printf("%.9g\n", 1.0f / 3.0f);
	printf("%.17g\n", 1.0f / 3.0f + 1.0 / 3.0);
	return 0;
}
