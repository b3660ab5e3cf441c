import type { LibrarySource } from '../library.ts';

export const source: LibrarySource = {
  path: 'libc/math-special.c',
  provides: ['erf', 'erfc', 'lgamma', 'tgamma'],
  text: String.raw`/* Error and gamma functions. */
#include <math.h>

#define SQRT_PI 1.77245385090551602730

/* Taylor series, for small |x|. */
static double erf_series(double x)
{
	double term = x, sum = x;
	int n;

	for (n = 1; fabs(term) > 1e-18 * fabs(sum); n++) {
		term *= -x * x / n;
		sum += term / (2 * n + 1);
	}
	return 2 / SQRT_PI * sum;
}

/* Continued fraction, for x of 2 and more. */
static double erfc_fraction(double x)
{
	double fraction = x;
	int n;

	for (n = 120; n > 0; n--)
		fraction = x + n / 2.0 / fraction;
	return exp(-x * x) / SQRT_PI / fraction;
}

double erfc(double x)
{
	if (isnan(x))
		return x;
	if (x < 0)
		return 2 - erfc(-x);
	return x < 2 ? 1 - erf_series(x) : x > 27 ? 0 : erfc_fraction(x);
}

double erf(double x)
{
	if (isnan(x) || x == 0)
		return x;
	if (x < 0)
		return -erf(-x);
	return x < 2 ? erf_series(x) : 1 - erfc(x);
}

/* Stirling's series; x of 10 and more. */
static double stirling(double x)
{
	static const double terms[] = {
		1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156,
	};
	double sum = 0, power = 1 / x;
	unsigned long i;

	for (i = 0; i < sizeof(terms) / sizeof(terms[0]); i++, power /= x * x)
		sum += terms[i] * power;
	return (x - 0.5) * log(x) - x + 0.91893853320467274178 + sum;
}

double tgamma(double x)
{
	double product = 1;

	if (isnan(x) || x == HUGE_VAL)
		return x;
	if (x == 0)
		return 1 / x;
	if (x < 0 && x == floor(x))
		return NAN;
	if (x < 0)
		return M_PI / (sin(M_PI * x) * tgamma(1 - x));
	if (x > 171.7)
		return HUGE_VAL;
	if (x == floor(x)) {
		for (; x > 2; x--)
			product *= x - 1;
		return product;
	}
	for (; x < 15; x++)
		product *= x;
	return exp(stirling(x)) / product;
}

double lgamma(double x)
{
	double product = 1;

	if (isnan(x))
		return x;
	if (isinf(x) || (x <= 0 && x == floor(x)))
		return HUGE_VAL;
	if (x == 1 || x == 2)
		return 0;
	if (x < 0)
		return log(M_PI / fabs(sin(M_PI * x))) - lgamma(1 - x);
	for (; x < 15; x++)
		product *= x;
	return stirling(x) - log(product);
}
`,
};
