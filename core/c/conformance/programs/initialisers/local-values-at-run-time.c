/* Automatic initialisers run each time the declaration is reached. */
#include <stdio.h>

static int n;

static int next(void)
{
	return ++n;
}

int main(void)
{
	int i;

	for (i = 0; i < 3; i++) {
		int a[4] = { next(), next(), i };
		struct { int x; int y[2]; } s = { .y = { a[0] * 10, a[1] * 10 }, .x = next() };
		int twice = i * 2, rest = twice + a[2];

		printf("%d %d %d %d | %d %d %d | %d\n", a[0], a[1], a[2], a[3], s.x, s.y[0], s.y[1], rest);
		a[3] = 99;
		s.y[1] = 98;
	}
	for (int j = next(), k = next(); j < k + 2; j++)
		printf("%d %d ", j, k);
	printf("\n");
	{
		int i = 7, j = i + 1;
		printf("%d %d\n", i, j);
	}
	printf("%d\n", i);
	return 0;
}
