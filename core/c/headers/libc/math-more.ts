import type { LibrarySource } from '../library.ts';

export const source: LibrarySource = {
  path: 'libc/math-more.c',
  provides: [
    'acoshf',
    'asinhf',
    'atanhf',
    'erfcf',
    'erff',
    'exp10',
    'expm1f',
    'fdimf',
    'fma',
    'fmaf',
    'ilogbf',
    'lgammaf',
    'llrintf',
    'llroundf',
    'log1pf',
    'logbf',
    'nanf',
    'nextafterf',
    'nexttoward',
    'remainderf',
    'remquo',
    'scalbln',
    'scalbnf',
    'sincos',
    'tgammaf',
  ],
  text: String.raw`/* What is computed from other functions of <math.h>: as double where float would be rounded anyway. */
#include <math.h>

/* Both products are exact in long double for what does not overflow; the sum is rounded once more. */
double fma(double x, double y, double z)
{
	return (double)((long double)x * y + z);
}

float fmaf(float x, float y, float z)
{
	return (float)((double)x * y + z);
}

double remquo(double x, double y, int *quotient)
{
	double rest = remainder(x, y);

	*quotient = (int)(long long)rint((x - rest) / y) % 8;
	return rest;
}

double scalbln(double x, long exponent)
{
	return scalbn(x, exponent > 5000 ? 5000 : exponent < -5000 ? -5000 : (int)exponent);
}

double nexttoward(double from, long double towards)
{
	return from == towards ? (double)towards
			       : nextafter(from, from < towards ? HUGE_VAL : -HUGE_VAL);
}

void sincos(double x, double *sine, double *cosine)
{
	*sine = sin(x);
	*cosine = cos(x);
}

double exp10(double x)
{
	return pow(10, x);
}

float nanf(const char *tag)
{
	return (float)nan(tag);
}

float nextafterf(float from, float towards)
{
	union {
		float value;
		unsigned int bits;
	} next = { from };

	if (isnan(from) || isnan(towards))
		return from + towards;
	if (from == towards)
		return towards;
	if (from == 0) {
		next.bits = signbit(towards) ? 0x80000001U : 1;
		return next.value;
	}
	next.bits += (from < towards) == (from > 0) ? 1 : -1U;
	return next.value;
}

float scalbnf(float x, int exponent)
{
	return (float)scalbn(x, exponent);
}

int ilogbf(float x)
{
	return ilogb(x);
}

long long llroundf(float x)
{
	return llround(x);
}

long long llrintf(float x)
{
	return llrint(x);
}

float fdimf(float x, float y)
{
	return (float)fdim(x, y);
}

float remainderf(float x, float y)
{
	return (float)remainder(x, y);
}

float erff(float x)
{
	return (float)erf(x);
}

float erfcf(float x)
{
	return (float)erfc(x);
}

float lgammaf(float x)
{
	return (float)lgamma(x);
}

float tgammaf(float x)
{
	return (float)tgamma(x);
}

float asinhf(float x)
{
	return (float)asinh(x);
}

float acoshf(float x)
{
	return (float)acosh(x);
}

float atanhf(float x)
{
	return (float)atanh(x);
}

float expm1f(float x)
{
	return (float)expm1(x);
}

float log1pf(float x)
{
	return (float)log1p(x);
}

float logbf(float x)
{
	return (float)logb(x);
}
`,
};
