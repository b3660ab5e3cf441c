/* strtod: correctly rounded decimal and hexadecimal text. */
#include <stdio.h>
#include <stdlib.h>

int main(void)
{
	static const char *const texts[] = {
		"0", "1", "-1.5", "3.14159", "1e10", "1E-10", ".5", "5.", "  +2.25xyz", "1e", "1e+", "e5", ".", "-",
		"0x1p4", "0x1.8p-1", "0xff", "0x.8", "inf", "-INFINITY", "infx", "0.1",
		"123456789012345678901234567890", "9007199254740993", "9007199254740992.99999999999999999999",
		"9007199254740993.00000000000000000001", "2.2250738585072011e-308", "4.9e-324", "2.4703282292062327e-324",
		"2.4703282292062328e-324", "1.7976931348623157e308", "1.7976931348623159e308", "1e400", "-1e400", "1e-400",
		"0.000000000000000000000000000000000001", "179769313486231580793728971405301e276", "0e999999", "1e-5000000000",
		"8.5e0.5", "6.02214076e23",
	};
	unsigned i;

	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		char *end;
		double d = strtod(texts[i], &end);

		printf("%s: %.17g %a %ld\n", texts[i], d, d, (long)(end - texts[i]));
	}
	printf("%.9g %.9g %.9g\n", strtof("0.1", NULL), strtof("16777217.0000001", NULL), strtof("1e39", NULL));
	printf("%.3f\n", atof("2.5e2"));
	return 0;
}
