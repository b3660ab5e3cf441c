/* math.h to twelve digits. */
#include <math.h>
#include <stdio.h>

int main(void)
{
	static const double v[] = { 0.5, -1.25, 2, 3.7, 10, -100.5 };
	unsigned i;
	int e;
	double whole;

	for (i = 0; i < sizeof(v) / sizeof(v[0]); i++) {
		double x = v[i], y = fabs(x);

		printf("%.12g %.12g %.12g %.12g\n", sin(x), cos(x), tan(x), atan(x));
		printf("%.12g %.12g %.12g %.12g\n", exp(x / 10), log(y), log10(y), log2(y));
		printf("%.12g %.12g %.12g\n", pow(y, 1.5), sqrt(y), cbrt(x));
		printf("%g %g %g %g %g\n", floor(x), ceil(x), trunc(x), round(x), rint(x));
		printf("%.12g %.12g %.12g\n", fmod(x, 0.7), hypot(x, 2), atan2(x, -2));
		printf("%.12g %.12g %.12g\n", sinh(x / 50), cosh(x / 50), tanh(x));
		printf("%ld %d\n", lround(x), (int)lrint(x));
	}
	printf("%g ", frexp(48, &e));
	printf("%d ", e);
	printf("%g ", ldexp(0.75, 4));
	printf("%g ", modf(-3.25, &whole));
	printf("%g\n", whole);
	printf("%g %g %g\n", fmax(1, 2), fmin(1, NAN), copysign(3, -0.0));
	printf("%d %d %d %d\n", !!isnan(NAN), isinf(INFINITY) != 0, !!isfinite(1.0), !!signbit(-0.0));
	printf("%g %g %g %g\n", pow(2, 10), pow(0, 0), pow(-2, 3), exp2(3));
	printf("%.12g %.12g %.12g\n", asin(0.5), acos(0.5), log1p(1e-10));
	printf("%.9g %.9g %.9g\n", sqrtf(2), fabsf(-1.5f), powf(2, 0.5f));
	printf("%g %g\n", remainder(7, 4), fdim(5, 3));
	printf("%.12g %.12g\n", M_PI, M_E);
	printf("%d %d %d\n", fpclassify(0.0) == FP_ZERO, fpclassify(1e-310) == FP_SUBNORMAL, isnormal(1.0) != 0);
	printf("%.17g %.17g\n", nextafter(1, 2), nextafter(0, -1));
	return 0;
}
