/* Arrays of one dimension whose length is known at run time. */
#include <stdio.h>
#include <string.h>

static int sum(int n, int a[n])
{
	int i, total = 0;

	for (i = 0; i < n; i++)
		total += a[i];
	return total;
}

static int fill(int n)
{
	int a[n], i;
	char text[n * 2 + 1];

	for (i = 0; i < n; i++)
		a[i] = i * i;
	memset(text, 'x', sizeof(text) - 1);
	text[sizeof(text) - 1] = 0;
	printf("%zu %zu %s ", sizeof(a), sizeof(a) / sizeof(a[0]), text);
	return sum(n, a) + (n > 1 ? fill(n - 1) : 0);
}

int main(void)
{
	int n, total = 0;

	for (n = 1; n < 6; n++) {
		struct { int x, y; } points[n];
		int *p = &points[n - 1].y;

		points[n - 1].y = n * 10;
		total += *p + (int)sizeof(points);
	}
	printf("%d\n", total);
	printf("%d\n", fill(4));
	{
		int size = 3, a[size];

		size = 100;
		a[2] = 7;
		printf("%zu %d\n", sizeof a, a[2]);
	}
	return 0;
}
