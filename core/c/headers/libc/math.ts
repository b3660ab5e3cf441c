import type { LibrarySource } from '../library.ts';

export const source: LibrarySource = {
  path: 'libc/math.c',
  provides: [
    'cabs',
    'carg',
    'acos',
    'acosh',
    'asin',
    'asinh',
    'atan',
    'atan2',
    'atanh',
    'cbrt',
    'cos',
    'cosh',
    'exp',
    'exp2',
    'expm1',
    'hypot',
    'log',
    'log10',
    'log1p',
    'log2',
    'pow',
    'sin',
    'sinh',
    'tan',
    'tanh',
  ],
  text: String.raw`/* The functions that the machine computes. */
#include <complex.h>
#include <math.h>
#include "__lab.h"

double sin(double x)
{
	return __lab_math(__LAB_SIN, x, 0);
}

double cos(double x)
{
	return __lab_math(__LAB_COS, x, 0);
}

double tan(double x)
{
	return __lab_math(__LAB_TAN, x, 0);
}

double asin(double x)
{
	return __lab_math(__LAB_ASIN, x, 0);
}

double acos(double x)
{
	return __lab_math(__LAB_ACOS, x, 0);
}

double atan(double x)
{
	return __lab_math(__LAB_ATAN, x, 0);
}

double sinh(double x)
{
	return __lab_math(__LAB_SINH, x, 0);
}

double cosh(double x)
{
	return __lab_math(__LAB_COSH, x, 0);
}

double tanh(double x)
{
	return __lab_math(__LAB_TANH, x, 0);
}

double asinh(double x)
{
	return __lab_math(__LAB_ASINH, x, 0);
}

double acosh(double x)
{
	return __lab_math(__LAB_ACOSH, x, 0);
}

double atanh(double x)
{
	return __lab_math(__LAB_ATANH, x, 0);
}

double exp(double x)
{
	return __lab_math(__LAB_EXP, x, 0);
}

double expm1(double x)
{
	return __lab_math(__LAB_EXPM1, x, 0);
}

double log(double x)
{
	return __lab_math(__LAB_LOG, x, 0);
}

double log10(double x)
{
	return __lab_math(__LAB_LOG10, x, 0);
}

double log2(double x)
{
	return __lab_math(__LAB_LOG2, x, 0);
}

double log1p(double x)
{
	return __lab_math(__LAB_LOG1P, x, 0);
}

double cbrt(double x)
{
	return __lab_math(__LAB_CBRT, x, 0);
}

double exp2(double x)
{
	return __lab_math(__LAB_POW, 2, x);
}

double atan2(double x, double y)
{
	return __lab_math(__LAB_ATAN2, x, y);
}

double pow(double x, double y)
{
	return __lab_math(__LAB_POW, x, y);
}

double hypot(double x, double y)
{
	return __lab_math(__LAB_HYPOT, x, y);
}

double cabs(double _Complex z)
{
	return hypot(__real__ z, __imag__ z);
}

double carg(double _Complex z)
{
	return atan2(__imag__ z, __real__ z);
}
`,
};
