/* The comma operator: left first, value of the right. */
#include <stdio.h>

int main(void)
{
	int a = 1, b = 2, i, j;

	a = (b = 5, b + 1);
	printf("%d %d\n", a, b);
	for (i = 0, j = 10; i < j; i += 3, j--)
		printf("%d,%d ", i, j);
	printf("\n");
	a = (printf("x"), printf("y"), 3);
	printf("%d\n", a);
	b = a++, a++;
	printf("%d %d\n", a, b);
	printf("%zu\n", sizeof((char)1, (short)2));
	if (a = 0, b)
		printf("b\n");
	while (i -= 2, i > 0)
		printf("%d ", i);
	printf("\n");
	return (a, b, 0);
}
