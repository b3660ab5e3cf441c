/* long double as the 80-bit format: a feature that may be refused, but only clearly. */
#include <stdio.h>

int main(void)
{
	long double a = 1.0L / 3, b = 1e4000L;
	unsigned long big = 18446744073709551615ul;

	printf("%.20Lf %Lg\n", a, b);
	printf("%zu %d\n", sizeof(a), (long double)big + 1 == (long double)big);
	printf("%.25Lg\n", a * 3 - 1 + 0.1L);
	printf("%d\n", (int)(a * 10));
	return 0;
}
