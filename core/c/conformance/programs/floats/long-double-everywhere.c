/* long double as member, element, parameter, result, variable argument and static initialiser. */
#include <float.h>
#include <stdarg.h>
#include <stdio.h>

struct mixed {
	char c;
	long double x;
	int i;
	long double array[3];
};

union overlay {
	long double x;
	unsigned char bytes[16];
};

static struct mixed global = { 'a', 1.25L, 3, { 0.1L, -0.2L } };
static long double table[] = { 1, 2.5, 1.0L / 3 };

static long double horner(const long double *coefficients, int count, long double x)
{
	return count == 1 ? *coefficients : *coefficients + x * horner(coefficients + 1, count - 1, x);
}

static long double sum(const char *kinds, ...)
{
	long double total = 0;
	va_list list;

	va_start(list, kinds);
	for (; *kinds; kinds++)
		if (*kinds == 'i')
			total += va_arg(list, int);
		else if (*kinds == 'd')
			total += va_arg(list, double);
		else if (*kinds == 's')
			total += va_arg(list, struct mixed).x;
		else
			total += va_arg(list, long double);
	va_end(list);
	return total;
}

static struct mixed change(struct mixed m, long double by)
{
	m.x += by;
	m.array[2] = m.x * m.array[0];
	return m;
}

int main(void)
{
	union overlay overlay = { 0 };
	struct mixed m;
	int i;

	printf("%zu %zu %zu\n", sizeof(long double), _Alignof(long double), sizeof(struct mixed));
	printf("%zu %zu\n", __builtin_offsetof(struct mixed, x), __builtin_offsetof(struct mixed, array));
	printf("%.19Lg\n", horner(table, 3, 1.5L));
	printf("%.19Lg\n", sum("idLisL", 1, 2.5, 3.25L, 4, global, 0.125L));
	m = change(change(global, 0.5L), -3);
	printf("%.19Lg %.19Lg %.19Lg %d\n", m.x, m.array[1], m.array[2], m.i);
	overlay.x = -1.5L;
	for (i = 0; i < 10; i++)
		printf("%02x", overlay.bytes[i]);
	printf("\n%d %d %.21Lg %La\n", LDBL_DIG, LDBL_MANT_DIG, LDBL_EPSILON, LDBL_MAX);
	printf("%.5Lf\n", (long double[]){ 9.5L, 8.5L }[1]);
	return m.x < 0 ? 3 : 4;
}
