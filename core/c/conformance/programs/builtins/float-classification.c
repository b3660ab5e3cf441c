/* Tests and comparisons of floating-point numbers that have no operator, of all three types. */
#include <float.h>
#include <math.h>
#include <stdio.h>

#define KINDS(type, text, ...)                                                             \
	do {                                                                               \
		volatile type list[] = { __VA_ARGS__ };                                    \
		printf("%s:", text);                                                       \
		for (unsigned i = 0; i < sizeof(list) / sizeof(list[0]); i++) {            \
			type x = list[i];                                                  \
			printf(" %d%d%d%d%d/%d", !!isnan(x), !!isinf(x), !!isfinite(x),    \
			       !!isnormal(x), !!signbit(x), fpclassify(x));                \
		}                                                                          \
		printf("\n");                                                              \
	} while (0)

#define ORDER(a, b)                                                                        \
	printf(" %d%d%d%d%d%d", !!__builtin_isgreater(a, b), !!__builtin_isgreaterequal(a, b), \
	       !!__builtin_isless(a, b), !!__builtin_islessequal(a, b),                    \
	       !!__builtin_islessgreater(a, b), !!__builtin_isunordered(a, b))

int main(void)
{
	volatile double zero = 0;
	volatile double inf = 1 / zero, nan = __builtin_nan("");
	KINDS(float, "float", 0.0f, -0.0f, 1.5f, -FLT_MIN, FLT_MIN / 4, inf, -inf, nan);
	KINDS(double, "double", 0.0, -0.0, 1.5, -DBL_MIN, DBL_MIN / 4, inf, -inf, nan);
	KINDS(long double, "long", 0.0L, -0.0L, 1.5L, -LDBL_MIN, LDBL_MIN / 4, inf, -inf, nan);
	double x[] = { 1, 2, nan, -inf };
	for (int i = 0; i < 4; i++)
		for (int j = 0; j < 4; j++)
			ORDER(x[i], x[j]);
	printf("\n");
	ORDER(1.5f, 2);
	ORDER(3L, 2.5L);
	ORDER((long double)nan, 2);
	printf("\n");
	long double big = LDBL_MAX;
	printf("%d %d %d\n", !!isinf(big), !!isinf(big * 2), !!isnormal(-big));
	printf("%.3Lf %.3Lf %.3f\n", __builtin_fabsl(-2.5L), __builtin_copysignl(3, -0.0L),
	       __builtin_copysignf(1, -2));
	printf("%.15Lf %.2Lf %.2Lf\n", sqrtl(2), fmaxl(1, nan), fminl(4, 3));
	printf("%d %d\n", __builtin_isinf_sign(inf) > 0, __builtin_isinf_sign(-(long double)inf) < 0);
	printf("%Lf %Lf %f\n", __builtin_infl(), -__builtin_huge_vall(), __builtin_huge_val());
	int calls = 0;
	printf("%d ", !!isnan((calls++, x[2])));
	printf("%d ", fpclassify((calls++, x[0])) == FP_NORMAL);
	printf("%d\n", calls);
	return 0;
}
