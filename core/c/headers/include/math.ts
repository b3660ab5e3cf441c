export default String.raw`#ifndef __MATH_H
#define __MATH_H

#define INFINITY (__builtin_inff())
#define NAN (__builtin_nanf(""))
#define HUGE_VAL (__builtin_inf())
#define HUGE_VALF (__builtin_inff())
#define HUGE_VALL (__builtin_infl())

#define M_E 2.7182818284590452354
#define M_LOG2E 1.4426950408889634074
#define M_LOG10E 0.43429448190325182765
#define M_LN2 0.69314718055994530942
#define M_LN10 2.30258509299404568402
#define M_PI 3.14159265358979323846
#define M_PI_2 1.57079632679489661923
#define M_PI_4 0.78539816339744830962
#define M_1_PI 0.31830988618379067154
#define M_2_PI 0.63661977236758134308
#define M_SQRT2 1.41421356237309504880
#define M_SQRT1_2 0.70710678118654752440

#define M_2_SQRTPI 1.12837916709551257390
#define FP_ILOGB0 (-2147483647 - 1)
#define FP_ILOGBNAN (-2147483647 - 1)
#define MATH_ERRNO 1
#define MATH_ERREXCEPT 2
#define math_errhandling 0

#define FP_NAN 0
#define FP_INFINITE 1
#define FP_ZERO 2
#define FP_SUBNORMAL 3
#define FP_NORMAL 4

typedef float float_t;
typedef double double_t;

#define fpclassify(value) \
	__builtin_fpclassify(FP_NAN, FP_INFINITE, FP_NORMAL, FP_SUBNORMAL, FP_ZERO, value)
#define isnan(value) __builtin_isnan(value)
#define isinf(value) __builtin_isinf_sign(value)
#define isfinite(value) __builtin_isfinite(value)
#define isnormal(value) __builtin_isnormal(value)
#define signbit(value) __builtin_signbit(value)
#define isunordered(a, b) __builtin_isunordered(a, b)
#define isgreater(a, b) __builtin_isgreater(a, b)
#define isgreaterequal(a, b) __builtin_isgreaterequal(a, b)
#define isless(a, b) __builtin_isless(a, b)
#define islessequal(a, b) __builtin_islessequal(a, b)
#define islessgreater(a, b) __builtin_islessgreater(a, b)

double acos(double x), asin(double x), atan(double x), atan2(double y, double x);
double cos(double x), sin(double x), tan(double x);
double cosh(double x), sinh(double x), tanh(double x);
double acosh(double x), asinh(double x), atanh(double x);
double exp(double x), exp2(double x), expm1(double x);
double log(double x), log10(double x), log2(double x), log1p(double x), logb(double x);
double pow(double x, double y), sqrt(double x), cbrt(double x), hypot(double x, double y);
double ceil(double x), floor(double x), trunc(double x), round(double x);
double rint(double x), nearbyint(double x);
long lround(double x), lrint(double x);
long long llround(double x), llrint(double x);
double fabs(double x), fmod(double x, double y), remainder(double x, double y);
double fmax(double x, double y), fmin(double x, double y), fdim(double x, double y);
double fma(double x, double y, double z);
double frexp(double x, int *exponent), ldexp(double x, int exponent), scalbn(double x, int exponent);
double modf(double x, double *whole);
double copysign(double magnitude, double sign), nan(const char *tag);
double nextafter(double from, double towards);
int ilogb(double x);
double erf(double x), erfc(double x), lgamma(double x), tgamma(double x);
double remquo(double x, double y, int *quotient), scalbln(double x, long exponent);
double nexttoward(double from, long double towards);
double exp10(double x);
void sincos(double x, double *sine, double *cosine);

float acosf(float x), asinf(float x), atanf(float x), atan2f(float y, float x);
float cosf(float x), sinf(float x), tanf(float x);
float coshf(float x), sinhf(float x), tanhf(float x);
float expf(float x), exp2f(float x), logf(float x), log10f(float x), log2f(float x);
float powf(float x, float y), sqrtf(float x), cbrtf(float x), hypotf(float x, float y);
float ceilf(float x), floorf(float x), truncf(float x), roundf(float x);
float rintf(float x), nearbyintf(float x);
long lroundf(float x), lrintf(float x);
float fabsf(float x), fmodf(float x, float y);
float fmaxf(float x, float y), fminf(float x, float y);
float frexpf(float x, int *exponent), ldexpf(float x, int exponent), modff(float x, float *whole);
float copysignf(float magnitude, float sign);
float asinhf(float x), acoshf(float x), atanhf(float x), expm1f(float x), log1pf(float x), logbf(float x);
float erff(float x), erfcf(float x), lgammaf(float x), tgammaf(float x);
float fmaf(float x, float y, float z), fdimf(float x, float y), remainderf(float x, float y);
float nextafterf(float from, float towards), scalbnf(float x, int exponent), nanf(const char *tag);
int ilogbf(float x);
long long llroundf(float x), llrintf(float x);

long double fabsl(long double x), sqrtl(long double x);
long double copysignl(long double magnitude, long double sign);
long double fmaxl(long double x, long double y), fminl(long double x, long double y);
long double fdiml(long double x, long double y), fmal(long double x, long double y, long double z);
long double truncl(long double x), floorl(long double x), ceill(long double x), roundl(long double x);
long double rintl(long double x), nearbyintl(long double x);
long lroundl(long double x), lrintl(long double x);
long long llroundl(long double x), llrintl(long double x);
long double scalbnl(long double x, int exponent), ldexpl(long double x, int exponent);
long double frexpl(long double x, int *exponent), modfl(long double x, long double *whole);
long double fmodl(long double x, long double y), remainderl(long double x, long double y);
long double nextafterl(long double from, long double towards), nanl(const char *tag);
long double logbl(long double x);
int ilogbl(long double x);

/* With the precision of double. */
long double sinl(long double x);
long double cosl(long double x);
long double tanl(long double x);
long double asinl(long double x);
long double acosl(long double x);
long double atanl(long double x);
long double sinhl(long double x);
long double coshl(long double x);
long double tanhl(long double x);
long double asinhl(long double x);
long double acoshl(long double x);
long double atanhl(long double x);
long double expl(long double x);
long double exp2l(long double x);
long double expm1l(long double x);
long double logl(long double x);
long double log10l(long double x);
long double log2l(long double x);
long double log1pl(long double x);
long double cbrtl(long double x);
long double erfl(long double x);
long double erfcl(long double x);
long double lgammal(long double x);
long double tgammal(long double x);
long double atan2l(long double x, long double y);
long double powl(long double x, long double y);
long double hypotl(long double x, long double y);

#endif
`;
