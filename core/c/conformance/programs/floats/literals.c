/* Decimal, exponent and hexadecimal constants. */
#include <stdio.h>

int main(void)
{
	printf("%.17g %.17g %.17g %.17g\n", 1., .5, 1e3, 1.5E-3);
	printf("%.17g %.17g %.17g\n", 0x1p0, 0x1.8p1, 0x.1p-4);
	printf("%.17g %.9g\n", 0xA.Bp+2, 0x1.fffffep0f);
	printf("%.17g %.17g\n", 1e308 * 1, 4.9406564584124654e-324);
	printf("%.17g\n", 2.2250738585072011e-308);
	printf("%.17g\n", 9007199254740993.0);
	printf("%.17g\n", 123456789012345678901234567890.0);
	printf("%.17g\n", 0.1000000000000000055511151231257827);
	printf("%.9g %.9g\n", 16777217.0f, 0.1f);
	printf("%.17g\n", (double)1.1f);
	printf("%zu %zu %zu\n", sizeof(1.0), sizeof(1.0f), sizeof(1e5F));
	printf("%d %d\n", 1e3 == 1000, 010.5 == 10.5);
	printf("%.17g %.17g\n", 1e-10, 179769313486231570000000000000000000000.0);
	return 0;
}
