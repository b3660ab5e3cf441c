/* Error and gamma functions, and what <tgmath.h> and <fenv.h> say. */
#include <fenv.h>
#include <stdio.h>
#include <tgmath.h>

int main(void)
{
	static const double at[] = { -3.5, -0.5, 0.1, 0.5, 1.5, 2.5, 4, 7.25, 12.5, 30 };
	int quotient;

	for (unsigned i = 0; i < sizeof(at) / sizeof(at[0]); i++)
		printf("%.11g %.11g %.11g %.11g\n", erf(at[i]), erfc(at[i]), lgamma(at[i]), tgamma(at[i]));
	printf("%g %d\n", remquo(29.0, 3.0, &quotient), quotient & 7);
	printf("%.9g %.9g %.6Lf\n", sqrt(2.0f), pow(2.0, 0.5), floor(-2.5L));
	printf("%zu %zu %zu\n", sizeof sqrt(2.0f), sizeof sqrt(2), sizeof sqrt(2.0L));
	printf("%Lg %Lg %Lg %Lg\n", rintl(2.5L), fmodl(10.5L, 3), truncl(-7.9L), roundl(-2.5L));
	printf("%d %ld %.3Lf\n", ilogbl(1024.5L), lroundl(3.5L), ldexpl(0.75L, 4));
	printf("%g %g\n", (double)(nextafterf(1, 2) - 1), fma(2.0, 3.0, 4.0));
	feraiseexcept(FE_INVALID);
	printf("%d %d\n", fetestexcept(FE_INVALID) != 0, fegetround() == FE_TONEAREST);
	feclearexcept(FE_ALL_EXCEPT);
	printf("%d\n", fetestexcept(FE_ALL_EXCEPT));
	return 0;
}
