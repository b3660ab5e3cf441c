import type { LibrarySource } from '../library.ts';

export const source: LibrarySource = {
  path: 'libc/math-bits.c',
  provides: [
    '__lab_classify',
    '__lab_classify_float',
    '__lab_sign_bit',
    'ceil',
    'copysign',
    'fabs',
    'fdim',
    'floor',
    'fmax',
    'fmin',
    'fmod',
    'frexp',
    'ilogb',
    'ldexp',
    'llrint',
    'llround',
    'logb',
    'lrint',
    'lround',
    'modf',
    'nan',
    'nearbyint',
    'nextafter',
    'remainder',
    'rint',
    'round',
    'scalbn',
    'sqrt',
    'trunc',
  ],
  text: String.raw`/* Mathematics that is exact: rounding, remainders, and the parts of a double. */
#include <limits.h>
#include <math.h>
#include <string.h>

static unsigned long bits_of(double value)
{
	unsigned long bits;

	memcpy(&bits, &value, sizeof(bits));
	return bits;
}

static double from_bits(unsigned long bits)
{
	double value;

	memcpy(&value, &bits, sizeof(value));
	return value;
}

#define SIGN (1UL << 63)
#define FRACTION ((1UL << 52) - 1)

static int exponent_field(unsigned long bits)
{
	return (int)(bits >> 52 & 0x7ff);
}

int __lab_sign_bit(double value)
{
	return (bits_of(value) & SIGN) != 0;
}

int __lab_classify(double value)
{
	unsigned long bits = bits_of(value);
	int exponent = exponent_field(bits);

	if (exponent == 0x7ff)
		return bits & FRACTION ? FP_NAN : FP_INFINITE;
	if (exponent == 0)
		return bits & FRACTION ? FP_SUBNORMAL : FP_ZERO;
	return FP_NORMAL;
}

int __lab_classify_float(float value)
{
	int kind = __lab_classify(value);

	return kind == FP_NORMAL && fabs(value) < 0x1p-126 ? FP_SUBNORMAL : kind;
}

double fabs(double x)
{
	return from_bits(bits_of(x) & ~SIGN);
}

double copysign(double magnitude, double sign)
{
	return from_bits((bits_of(magnitude) & ~SIGN) | (bits_of(sign) & SIGN));
}

double nan(const char *tag)
{
	return __builtin_nan("");
}

double sqrt(double x)
{
	return __builtin_sqrt(x);
}

double floor(double x)
{
	return __builtin_floor(x);
}

double ceil(double x)
{
	return __builtin_ceil(x);
}

double trunc(double x)
{
	return __builtin_trunc(x);
}

/* Halves go away from zero. */
double round(double x)
{
	double whole = trunc(x);

	if (fabs(x - whole) >= 0.5)
		whole += copysign(1, x);
	return copysign(whole, x);
}

/* Halves go to the even neighbour: the only rounding mode there is. */
double rint(double x)
{
	double whole = floor(x), rest = x - whole;

	if (rest > 0.5 || (rest == 0.5 && floor(whole / 2) * 2 != whole))
		whole += 1;
	return copysign(whole, x);
}

double nearbyint(double x)
{
	return rint(x);
}

long lround(double x)
{
	return (long)round(x);
}

long long llround(double x)
{
	return (long long)round(x);
}

long lrint(double x)
{
	return (long)rint(x);
}

long long llrint(double x)
{
	return (long long)rint(x);
}

double frexp(double x, int *exponent)
{
	unsigned long bits = bits_of(x);
	int field = exponent_field(bits), shift = 0;

	*exponent = 0;
	if (field == 0x7ff || x == 0)
		return x;
	if (field == 0) {
		bits = bits_of(x * 0x1p54);
		field = exponent_field(bits);
		shift = 54;
	}
	*exponent = field - 1022 - shift;
	return from_bits((bits & ~(0x7ffUL << 52)) | 1022UL << 52);
}

double ldexp(double x, int exponent)
{
	int own;
	double fraction;

	if (x == 0 || __lab_classify(x) < FP_ZERO)
		return x;
	fraction = frexp(x, &own);
	if (exponent > 5000)
		exponent = 5000;
	if (exponent < -5000)
		exponent = -5000;
	exponent += own;
	if (exponent > 1024)
		return fraction * 0x1p1023 * 0x1p1023;
	if (exponent < -1080)
		return fraction * 0x1p-1022 * 0x1p-1022;
	/* Into the normal range first, exactly; only the last step may round. */
	if (exponent < -1020)
		return from_bits((bits_of(fraction) & (SIGN | FRACTION)) |
				 (unsigned long)(exponent + 1022 + 128) << 52) * 0x1p-128;
	if (exponent == 1024)
		return from_bits((bits_of(fraction) & (SIGN | FRACTION)) | 2046UL << 52);
	return from_bits((bits_of(fraction) & (SIGN | FRACTION)) |
			 (unsigned long)(exponent + 1022) << 52);
}

double scalbn(double x, int exponent)
{
	return ldexp(x, exponent);
}

int ilogb(double x)
{
	int exponent;

	if (__lab_classify(x) == FP_INFINITE)
		return INT_MAX;
	if (x == 0 || x != x)
		return INT_MIN;
	frexp(x, &exponent);
	return exponent - 1;
}

double logb(double x)
{
	if (x == 0)
		return -1 / fabs(x);
	if (__lab_classify(x) < FP_ZERO)
		return x * x;
	return ilogb(x);
}

double modf(double x, double *whole)
{
	*whole = trunc(x);
	if (__lab_classify(x) == FP_INFINITE)
		return copysign(0, x);
	return copysign(x - *whole, x);
}

/* Exact, by subtracting shifted divisors from the magnitude. */
double fmod(double x, double y)
{
	double rest = fabs(x), divisor = fabs(y);
	int from, to;

	if (divisor == 0 || __lab_classify(x) < FP_ZERO || y != y)
		return (x * y) / (x * y);
	if (rest < divisor)
		return x;
	frexp(rest, &from);
	frexp(divisor, &to);
	for (; from >= to; from--) {
		double step = ldexp(divisor, from - to);

		if (rest >= step)
			rest -= step;
	}
	return copysign(rest, x);
}

double remainder(double x, double y)
{
	double divisor = fabs(y), rest;

	if (__lab_classify(y) == FP_INFINITE && __lab_classify(x) >= FP_ZERO)
		return x;
	if (divisor <= 0x1p1022)
		x = fmod(x, 2 * divisor);
	rest = fabs(x);
	if (divisor < 0x1p-1021) {
		if (2 * rest > divisor) {
			rest -= divisor;
			if (2 * rest >= divisor)
				rest -= divisor;
		}
	} else if (rest > divisor / 2) {
		rest -= divisor;
		if (rest >= divisor / 2)
			rest -= divisor;
	}
	return __lab_sign_bit(x) ? -rest : rest;
}

double fmax(double x, double y)
{
	return x != x || x < y ? y : x;
}

double fmin(double x, double y)
{
	return x != x || y < x ? y : x;
}

double fdim(double x, double y)
{
	return x > y ? x - y : x != x || y != y ? x + y : 0;
}

double nextafter(double from, double towards)
{
	unsigned long bits = bits_of(from);

	if (from != from || towards != towards)
		return from + towards;
	if (from == towards)
		return towards;
	if (from == 0)
		return copysign(0x1p-1074, towards);
	return from_bits((from < towards) == (from > 0) ? bits + 1 : bits - 1);
}
`,
};
