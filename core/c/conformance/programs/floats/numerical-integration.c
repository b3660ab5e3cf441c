/* Simpson's rule, Newton's method, a series: long chains of doubles. */
#include <stdio.h>

static double square_root(double x)
{
	double r = x > 1 ? x : 1;
	int i;

	for (i = 0; i < 60; i++)
		r = (r + x / r) / 2;
	return r;
}

static double inverse(double x)
{
	return 1 / x;
}

static double integrate(double (*f)(double), double a, double b, int n)
{
	double h = (b - a) / n, sum = f(a) + f(b);
	int i;

	for (i = 1; i < n; i++)
		sum += f(a + i * h) * (i % 2 ? 4 : 2);
	return sum * h / 3;
}

static double exponential(double x)
{
	double term = 1, sum = 1;
	int n;

	for (n = 1; n < 40; n++)
		sum += term *= x / n;
	return sum;
}

int main(void)
{
	printf("%.15f %.15f\n", square_root(2), square_root(12345.678));
	printf("%.15f\n", integrate(inverse, 1, 2, 1000));
	printf("%.15f %.15f\n", exponential(1), exponential(-2.5));
	printf("%.15f\n", integrate(exponential, 0, 1, 100));
	return 0;
}
