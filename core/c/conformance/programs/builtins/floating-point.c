/* Builtins of floating-point numbers. */
#include <stdio.h>

int main(void)
{
	double inf = __builtin_inf(), nan = __builtin_nan(""), d = -2.5;

	printf("%d %d %d\n", inf > 1e308, nan != nan, -inf < -1e308);
	printf("%.1f %.1f\n", __builtin_fabs(d), __builtin_fabsf(-1.5f));
	printf("%.1f %.1f %.1f\n", __builtin_sqrt(6.25), __builtin_floor(d), __builtin_ceil(d));
	printf("%.1f\n", __builtin_trunc(d));
	printf("%d %d %d\n", !!__builtin_isnan(nan), !!__builtin_isinf(inf), !!__builtin_isnan(d));
	printf("%.1f\n", __builtin_huge_val() > 0 ? 1.0 : 2.0);
	printf("%.1f\n", __builtin_copysign(3.0, d));
	return 0;
}
