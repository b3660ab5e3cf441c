/* Functions of math.h whose results are exact, on random bits; a checksum for each. */
#include <math.h>
#include <stdio.h>
#include <string.h>

static unsigned long state = 1234567;

static double number(int narrow)
{
	unsigned long u;
	double d;

	state = state * 6364136223846793005ul + 1442695040888963407ul;
	u = state ^ state >> 29;
	/* Narrow numbers lie around 1, where the fractions are. */
	if (narrow)
		u = (u & ~(0x7fful << 52)) | (unsigned long)(1003 + (u >> 13) % 60) << 52;
	memcpy(&d, &u, sizeof(d));
	return d == d ? d : 1.5;
}

static unsigned long bits(double d)
{
	unsigned long u;

	memcpy(&u, &d, sizeof(u));
	return d == d ? u : 0x7ff8;
}

#define CHECK(name, expression)                                  \
	do {                                                     \
		unsigned long sum = 0;                           \
		int i;                                           \
		for (i = 0; i < 400; i++) {                      \
			double x = number(i & 1), y = number(i & 2); \
			int e = 0;                               \
			unsigned long b = bits(expression);      \
			(void)x, (void)y;                        \
			sum = sum * 31 + b + (unsigned)e;        \
		}                                                \
		printf("%s %016lx\n", name, sum);                \
	} while (0)

int main(void)
{
	double whole;

	CHECK("fmod", fmod(x, y));
	CHECK("remainder", remainder(x, y));
	CHECK("round", round(x));
	CHECK("rint", rint(x));
	CHECK("floor", floor(x));
	CHECK("ceil", ceil(x));
	CHECK("trunc", trunc(x));
	CHECK("sqrt", sqrt(fabs(x)));
	CHECK("frexp", frexp(x, &e));
	CHECK("ldexp", ldexp(x, (int)(state >> 50) % 2300 - 1150));
	CHECK("modf", modf(x, &whole) + whole);
	CHECK("copysign", copysign(x, y));
	CHECK("fmax", fmax(x, y));
	CHECK("fmin", fmin(x, y));
	CHECK("fdim", fdim(x, y));
	CHECK("nextafter", nextafter(x, y));
	CHECK("ilogb", ilogb(x));
	CHECK("logb", logb(x));
	CHECK("signbit", !!signbit(x) + 2 * fpclassify(x) + 16 * !!isfinite(y));
	CHECK("float", (double)fabsf((float)x) + floorf((float)y));
	return 0;
}
