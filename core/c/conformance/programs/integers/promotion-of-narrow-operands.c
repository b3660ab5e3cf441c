/* Narrow operands become int before anything is computed with them. */
#include <stdio.h>

int main(void)
{
	unsigned char a = 200, b = 100;
	signed char c = -128;
	unsigned short s = 65535;
	short t = -32768;

	printf("%d %d %d\n", a + b, a - 2 * b, a * b);
	printf("%d %d\n", -c, c / -1);
	printf("%d %d\n", s + 1, ~s);
	printf("%d %d\n", -t, t - 1);
	printf("%d %d\n", ~a, !a);
	printf("%d\n", a << 8);
	printf("%d %d\n", a > c, a == (unsigned char)200);
	printf("%zu %zu %zu\n", sizeof(a + b), sizeof(-c), sizeof(s++));
	a += b;
	printf("%d\n", a);
	c--;
	printf("%d\n", c == 127 || c == -129 ? 1 : 0);
	return 0;
}
