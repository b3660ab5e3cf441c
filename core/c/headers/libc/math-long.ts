import type { LibrarySource } from '../library.ts';

export const source: LibrarySource = {
  path: 'libc/math-long.c',
  provides: ['fabsl', 'copysignl', 'sqrtl', 'fmaxl', 'fminl'],
  text: String.raw`#include <math.h>

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
`,
};
