/* float keeps 24 bits at every store, argument and result. */
#include <stdio.h>

static float third(float x)
{
	return x / 3;
}

static double widened(float f)
{
	return f;
}

struct s { float f; double d; };

int main(void)
{
	float f = 1.0 / 3, a[2] = { 0.1, 16777217 };
	double d = f;
	struct s s = { 0.1, 0.1 };
	float sum = 0;
	int i;

	printf("%.17g %.17g\n", d, (double)third(1));
	printf("%.17g %.17g\n", widened(0.1), widened(a[0]));
	printf("%.17g\n", (double)a[1]);
	printf("%d %d\n", s.f == s.d, s.f == (float)s.d);
	f = 16777216;
	f++;
	printf("%.1f\n", f);
	for (i = 0; i < 100000; i++)
		sum += 0.01f;
	printf("%.6f\n", sum);
	f = 1e10;
	f = f * f;
	printf("%g\n", f);
	f = f * f;
	printf("%g\n", f);
	f = 1e-30f * 1e-15f;
	printf("%g %g\n", f, (float)1e-50);
	printf("%.17g\n", (double)(float)0.1 + 0.1f);
	return 0;
}
