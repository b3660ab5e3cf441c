/* Prefix and postfix forms: value, effect, and wrapping of narrow types. */
#include <stdio.h>

int main(void)
{
	unsigned char c = 255;
	signed char s = -128;
	unsigned short h = 0;
	int i = 5, a[4] = { 1, 2, 3, 4 }, *p = a;
	_Bool b = 0;
	double d = 1.5;

	printf("%d ", c++);
	printf("%d\n", c);
	printf("%d\n", --c);
	s--;
	printf("%d\n", s);
	printf("%d ", h--);
	printf("%d\n", h);
	printf("%d ", i++ * 2);
	printf("%d ", ++i * 2);
	printf("%d ", i-- - 1);
	printf("%d\n", 1 - --i);
	printf("%d ", *p++);
	printf("%d ", *++p);
	printf("%d ", ++*p);
	printf("%d ", (*p)--);
	printf("%d\n", *p);
	b++;
	printf("%d ", b);
	b++;
	printf("%d ", b);
	b--;
	printf("%d\n", b);
	printf("%.1f ", d++);
	printf("%.1f\n", --d);
	return 0;
}
