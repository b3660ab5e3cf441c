/* sscanf: conversions, widths, sets, counts. */
#include <stdio.h>

int main(void)
{
	int a = 0, b = 0, n = 0;
	unsigned u = 0;
	long l = 0;
	short h = 0;
	char word[20] = "", c = 0, set[20] = "";
	double d = 0;
	float f = 0;

	printf("%d ", sscanf("12 -34", "%d %d", &a, &b));
	printf("%d %d\n", a, b);
	printf("%d ", sscanf("0x1f 017 99", "%i %i %u", &a, &b, &u));
	printf("%d %d %u\n", a, b, u);
	printf("%d ", sscanf("hello world", "%4s%c", word, &c));
	printf("%s %c\n", word, c);
	printf("%d ", sscanf("key=value;rest", "%[a-z]=%[^;]%n", word, set, &n));
	printf("%s %s %d\n", word, set, n);
	printf("%d ", sscanf("3.25e1 -0.5", "%lf %f", &d, &f));
	printf("%g %g\n", d, f);
	printf("%d ", sscanf("12345", "%2d%3d", &a, &b));
	printf("%d %d\n", a, b);
	printf("%d ", sscanf("5000000000 70000 ff", "%ld %hd %x", &l, &h, &u));
	printf("%ld %d %x\n", l, h, u);
	printf("%d\n", sscanf("abc", "%d", &a));
	printf("%d\n", sscanf("", "%d", &a));
	printf("%d ", sscanf("1,2,3", "%d,%*d,%d", &a, &b));
	printf("%d %d\n", a, b);
	printf("%d ", sscanf("10 %20", "%d %%%d", &a, &b));
	printf("%d %d\n", a, b);
	printf("%d ", sscanf("10:20", "%d-%d", &a, &b));
	printf("%d %d\n", a, b);
	return 0;
}
