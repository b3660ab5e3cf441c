/* The operand of sizeof is evaluated if it is an array of variable length, and only then. */
#include <stdio.h>

int main(void)
{
	int c = 0, n = 3;
	int (*p)[n] = NULL;
	int list[n];
	printf("%zu", sizeof(*(c++, p)));
	printf(" %d\n", c);
	printf("%zu", sizeof(c++, p));
	printf(" %d\n", c);
	printf("%zu", sizeof(list[c++]));
	printf(" %d\n", c);
	printf("%zu", sizeof(int[++n]));
	printf(" %d\n", n);
	return 0;
}
