/* Where C fixes the order: && || ?: , and full expressions. */
#include <stdio.h>

static int step(char c, int v)
{
	putchar(c);
	return v;
}

int main(void)
{
	int x;

	x = step('a', 1) && step('b', 0) && step('c', 1);
	printf(" %d\n", x);
	x = (step('d', 0) ? step('e', 1) : step('f', 2), step('g', 3));
	printf(" %d\n", x);
	for (x = step('h', 0); step('i', x < 2); x += step('j', 1))
		step('k', 0);
	printf("\n");
	if (step('l', 0) || step('m', 1))
		step('n', 0);
	printf("\n");
	do
		x--;
	while (step('o', x > 0));
	printf("\n");
	return 0;
}
