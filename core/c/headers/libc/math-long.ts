import type { LibrarySource } from '../library.ts';

export const source: LibrarySource = {
  path: 'libc/math-long.c',
  provides: [
    'ceill',
    'copysignl',
    'fabsl',
    'fdiml',
    'floorl',
    'fmal',
    'fmaxl',
    'fminl',
    'fmodl',
    'frexpl',
    'ilogbl',
    'ldexpl',
    'llrintl',
    'llroundl',
    'logbl',
    'lrintl',
    'lroundl',
    'modfl',
    'nanl',
    'nearbyintl',
    'nextafterl',
    'remainderl',
    'rintl',
    'roundl',
    'scalbnl',
    'sqrtl',
    'truncl',
  ],
  text: String.raw`/* Functions of long double that are exact. */
#include <math.h>

/* From here on every long double is a whole number. */
#define WHOLE 9223372036854775808.0L

long double fabsl(long double x)
{
	return __builtin_fabsl(x);
}

long double copysignl(long double magnitude, long double sign)
{
	return __builtin_copysignl(magnitude, sign);
}

long double sqrtl(long double x)
{
	return __builtin_sqrtl(x);
}

long double fmaxl(long double x, long double y)
{
	return isnan(x) || x < y ? y : x;
}

long double fminl(long double x, long double y)
{
	return isnan(x) || x > y ? y : x;
}

long double fdiml(long double x, long double y)
{
	return isnan(x) || isnan(y) ? x + y : x > y ? x - y : 0;
}

long double truncl(long double x)
{
	if (isnan(x) || fabsl(x) >= WHOLE)
		return x;
	return copysignl((long double)(long long)x, x);
}

long double floorl(long double x)
{
	long double whole = truncl(x);

	return whole > x ? whole - 1 : whole;
}

long double ceill(long double x)
{
	long double whole = truncl(x);

	return whole < x ? copysignl(whole + 1, x) : whole;
}

long double roundl(long double x)
{
	long double whole = truncl(x);

	return fabsl(x - whole) >= 0.5L ? whole + copysignl(1, x) : whole;
}

long double rintl(long double x)
{
	long double whole = truncl(x), rest = fabsl(x - whole);

	if (isnan(x) || fabsl(x) >= WHOLE || rest < 0.5L)
		return whole;
	if (rest == 0.5L && (long long)whole % 2 == 0)
		return whole;
	return whole + copysignl(1, x);
}

long double nearbyintl(long double x)
{
	return rintl(x);
}

long lroundl(long double x)
{
	return (long)roundl(x);
}

long long llroundl(long double x)
{
	return (long long)roundl(x);
}

long lrintl(long double x)
{
	return (long)rintl(x);
}

long long llrintl(long double x)
{
	return (long long)rintl(x);
}

long double scalbnl(long double x, int exponent)
{
	for (; exponent > 0 && x != 0 && !isinf(x); exponent--)
		x *= 2;
	for (; exponent < 0 && x != 0 && !isinf(x); exponent++)
		x /= 2;
	return x;
}

long double ldexpl(long double x, int exponent)
{
	return scalbnl(x, exponent);
}

long double frexpl(long double x, int *exponent)
{
	*exponent = 0;
	if (x == 0 || isinf(x) || isnan(x))
		return x;
	for (; fabsl(x) >= 1; x /= 2)
		++*exponent;
	for (; fabsl(x) < 0.5L; x *= 2)
		--*exponent;
	return x;
}

int ilogbl(long double x)
{
	int exponent;

	if (x == 0 || isnan(x))
		return -2147483647 - 1;
	if (isinf(x))
		return 2147483647;
	frexpl(x, &exponent);
	return exponent - 1;
}

long double logbl(long double x)
{
	return x == 0 ? -HUGE_VALL : isinf(x) ? HUGE_VALL : isnan(x) ? x : ilogbl(x);
}

long double modfl(long double x, long double *whole)
{
	*whole = truncl(x);
	return isinf(x) ? copysignl(0, x) : copysignl(x - *whole, x);
}

/* Long division: what is taken away is always exact. */
long double fmodl(long double x, long double y)
{
	long double rest = fabsl(x), divisor = fabsl(y), part;

	if (isnan(x) || isnan(y) || isinf(x) || y == 0)
		return x * y / (x * y);
	while (rest >= divisor) {
		for (part = divisor; part <= rest / 2; part *= 2)
			;
		rest -= part;
	}
	return copysignl(rest, x);
}

long double remainderl(long double x, long double y)
{
	long double rest = fabsl(fmodl(x, y)), divisor = fabsl(y), whole = (fabsl(x) - rest) / divisor;
	int odd = fmodl(whole, 2) != 0;

	if (2 * rest > divisor || (2 * rest == divisor && odd))
		rest -= divisor;
	return signbit(x) ? -rest : rest;
}

long double fmal(long double x, long double y, long double z)
{
	return x * y + z;
}

long double nextafterl(long double from, long double towards)
{
	union {
		long double value;
		struct {
			unsigned long significand;
			unsigned short exponent;
		};
	} next = { from };

	if (isnan(from) || isnan(towards))
		return from + towards;
	if (from == towards)
		return towards;
	if (from == 0) {
		next.value = 0;
		next.significand = 1;
		return copysignl(next.value, towards);
	}
	if ((from < towards) == (from > 0)) {
		if (++next.significand == 0 || next.significand == 1UL << 63) {
			next.significand = 1UL << 63;
			next.exponent++;
		}
	} else if (next.significand-- == 1UL << 63 && (next.exponent & 0x7fff) != 0) {
		next.exponent--;
		if (next.exponent & 0x7fff)
			next.significand = ~0UL;
	}
	return next.value;
}

long double nanl(const char *tag)
{
	return __builtin_nanl("");
}
`,
};
