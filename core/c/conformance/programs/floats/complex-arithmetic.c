/* _Complex of every type: literals, operators, conversions, parts, comparisons, calls, static ones. */
#include <complex.h>
#include <stdio.h>

static double _Complex fixed = 1.5 + 2.5i;
static float _Complex list[2] = { 3.0f, 4.0if };
static _Complex double from_int = 7;
static int calls;

static double _Complex next(void)
{
	calls++;
	return calls + calls * 2.0i;
}

static float _Complex halve(float _Complex z)
{
	return z / 2;
}

static void show(double _Complex z)
{
	printf("%g%+gi\n", __real__ z + 0.0, __imag__ z + 0.0);
}

struct holder {
	int n;
	double complex z;
};

int main(void)
{
	double _Complex a = 3.0 + 4.0i, b = 1.0 - 2.0i;
	show(a + b);
	show(a - b);
	show(a * b);
	show(a / b);
	show(b / a);
	show(a + 1);
	show(1 - a);
	show(2 * a);
	show(a / 2);
	show(10 / a);
	show(-a);
	show(~a);
	show(a * I);
	a += b;
	show(a);
	a *= 2;
	show(a);
	a /= b;
	show(a);
	__real__ a = 5;
	__imag__ a += 0.5;
	show(a);
	printf("%g %g\n", __real__ 6.5, __imag__ 6.5);
	printf("%d %d %d %d\n", a == b, a != b, a == a, b == 1.0);
	printf("%d %d %d\n", !a, a && 1, (_Bool)(0.0 + 1.0i));
	show(fixed);
	show(list[0]);
	show(list[1]);
	show(from_int);
	show(halve(3 + 5i));
	show(next() * next());
	show(next());
	printf("%d\n", calls);
	int real = a;
	double _Complex wide = (float)0.1f;
	printf("%d %g\n", real, (double)wide);
	show(calls > 2 ? a : 1);
	show(calls > 20 ? a : 1.0f);
	struct holder h = { 1, 2 + 3i };
	struct holder copy = h;
	copy.z = conj(copy.z);
	show(copy.z);
	show(h.z++);
	show(--h.z);
	_Complex int whole = 7 + 5i;
	whole = whole * whole - 3;
	printf("%d %d\n", __real__ whole, __imag__ whole);
	whole /= 2 + 1i;
	printf("%d %d\n", __real__ whole, __imag__ whole);
	long double _Complex precise = 1.0L / 3 + 2.0Li;
	precise = precise * precise;
	printf("%.6Lf %.6Lf\n", __real__ precise, __imag__ precise);
	printf("%g %g %g\n", creal(b), cimag(b), cabs(3 + 4i));
	printf("%zu %zu %zu\n", sizeof(float _Complex), sizeof(a), _Alignof(double _Complex));
	return 0;
}
