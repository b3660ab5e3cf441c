import type { LibrarySource } from '../library.ts';

export const source: LibrarySource = {
  path: 'libc/math-float.c',
  provides: [
    'acosf',
    'asinf',
    'atan2f',
    'atanf',
    'cbrtf',
    'ceilf',
    'copysignf',
    'cosf',
    'coshf',
    'exp2f',
    'expf',
    'fabsf',
    'floorf',
    'fmaxf',
    'fminf',
    'fmodf',
    'frexpf',
    'hypotf',
    'ldexpf',
    'log10f',
    'log2f',
    'logf',
    'lrintf',
    'lroundf',
    'modff',
    'nearbyintf',
    'powf',
    'rintf',
    'roundf',
    'sinf',
    'sinhf',
    'sqrtf',
    'tanf',
    'tanhf',
    'truncf',
  ],
  text: String.raw`/* float versions: computed in double, rounded once at the end. */
#include <math.h>

float sinf(float x)
{
	return (float)sin(x);
}

float cosf(float x)
{
	return (float)cos(x);
}

float tanf(float x)
{
	return (float)tan(x);
}

float asinf(float x)
{
	return (float)asin(x);
}

float acosf(float x)
{
	return (float)acos(x);
}

float atanf(float x)
{
	return (float)atan(x);
}

float sinhf(float x)
{
	return (float)sinh(x);
}

float coshf(float x)
{
	return (float)cosh(x);
}

float tanhf(float x)
{
	return (float)tanh(x);
}

float expf(float x)
{
	return (float)exp(x);
}

float exp2f(float x)
{
	return (float)exp2(x);
}

float logf(float x)
{
	return (float)log(x);
}

float log10f(float x)
{
	return (float)log10(x);
}

float log2f(float x)
{
	return (float)log2(x);
}

float cbrtf(float x)
{
	return (float)cbrt(x);
}

float sqrtf(float x)
{
	return (float)sqrt(x);
}

float ceilf(float x)
{
	return (float)ceil(x);
}

float floorf(float x)
{
	return (float)floor(x);
}

float truncf(float x)
{
	return (float)trunc(x);
}

float roundf(float x)
{
	return (float)round(x);
}

float rintf(float x)
{
	return (float)rint(x);
}

float nearbyintf(float x)
{
	return (float)nearbyint(x);
}

float fabsf(float x)
{
	return (float)fabs(x);
}

float atan2f(float x, float y)
{
	return (float)atan2(x, y);
}

float powf(float x, float y)
{
	return (float)pow(x, y);
}

float hypotf(float x, float y)
{
	return (float)hypot(x, y);
}

float fmodf(float x, float y)
{
	return (float)fmod(x, y);
}

float fmaxf(float x, float y)
{
	return (float)fmax(x, y);
}

float fminf(float x, float y)
{
	return (float)fmin(x, y);
}

float copysignf(float x, float y)
{
	return (float)copysign(x, y);
}

long lroundf(float x)
{
	return lround(x);
}

long lrintf(float x)
{
	return lrint(x);
}

float frexpf(float x, int *exponent)
{
	return (float)frexp(x, exponent);
}

float ldexpf(float x, int exponent)
{
	return (float)ldexp(x, exponent);
}

float modff(float x, float *whole)
{
	double part, rest = modf(x, &part);

	*whole = (float)part;
	return (float)rest;
}
`,
};
