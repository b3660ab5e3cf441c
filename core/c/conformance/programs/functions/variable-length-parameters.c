/* Arrays whose length is known at run time: a feature that may be refused, but only clearly. */
#include <stdio.h>

static int sum(int n, int m, int a[n][m])
{
	int i, j, total = 0;

	for (i = 0; i < n; i++)
		for (j = 0; j < m; j++)
			total += a[i][j];
	return total;
}

int main(void)
{
	int n, i;

	for (n = 1; n < 5; n++) {
		int a[n][n + 1];

		for (i = 0; i < n * (n + 1); i++)
			a[i / (n + 1)][i % (n + 1)] = i;
		printf("%d %zu\n", sum(n, n + 1, a), sizeof(a));
	}
	return 0;
}
