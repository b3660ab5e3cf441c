/* %f, %e, %g and %a with their flags. */
#include <stdio.h>

int main(void)
{
	static const double v[] = { 0, 1, -1, 0.1, 123456.789, 1e-5, 1e10, 1.5e300, 2.5, 3.5, 0.000123456, 999998.5, 1e100 };
	unsigned i;

	for (i = 0; i < sizeof(v) / sizeof(v[0]); i++) {
		printf("%f %e %g %a\n", v[i], v[i], v[i], v[i]);
		printf("[%10.2f] [%-12.3e] [%+.4g] [%010.1f] [% .0f] [%#.0f] [%#g]\n", v[i], v[i], v[i], v[i], v[i], v[i], v[i]);
	}
	printf("%f %F %e %G\n", 1 / 0.0, -1 / 0.0, 1 / 0.0, -1 / 0.0);
	printf("%.20f %.30g\n", 0.1, 0.1);
	printf("%E %G\n", 12345.678, 1e-10);
	printf("%.0f %.0f %.0f %.0f\n", 0.5, 1.5, 2.5, -0.5);
	printf("%5.1f|%-8.3g|%08.2e\n", 3.14159, 2.71828, 1234.5);
	return 0;
}
