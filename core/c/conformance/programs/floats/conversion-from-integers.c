/* Integers to float and double, rounded to nearest even. */
#include <stdio.h>

int main(void)
{
	static const long v[] = { 0, 1, -1, 16777217, 16777219, 33554435, -16777217, 2147483647,
				  9007199254740993, 9007199254740995, 9223372036854775807, -9223372036854775807 - 1 };
	unsigned i;

	for (i = 0; i < sizeof(v) / sizeof(v[0]); i++)
		printf("%.17g %.9g %.17g %.9g %.17g\n", (double)v[i], (float)v[i], (double)(unsigned long)v[i],
		       (float)(unsigned long)v[i], (double)(unsigned)v[i]);
	printf("%.17g %.9g\n", (double)(signed char)200, (float)(unsigned char)200);
	printf("%.17g\n", (double)18446744073709551615ul);
	printf("%.17g\n", (double)0x8000000000000401ul);
	printf("%.9g\n", (float)0x8000008000000001ul);
	printf("%.9g\n", (float)4294967295u);
	printf("%.1f %.1f\n", (double)(_Bool)5, (float)'a');
	return 0;
}
