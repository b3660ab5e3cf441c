/* Dynamic programming in one and two dimensions. */
#include <stdio.h>
#include <string.h>

static int min3(int a, int b, int c)
{
	return a < b ? (a < c ? a : c) : (b < c ? b : c);
}

static int distance(const char *a, const char *b)
{
	int d[32][32], i, j, n = strlen(a), m = strlen(b);

	for (i = 0; i <= n; i++)
		d[i][0] = i;
	for (j = 0; j <= m; j++)
		d[0][j] = j;
	for (i = 1; i <= n; i++)
		for (j = 1; j <= m; j++)
			d[i][j] = min3(d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] != b[j - 1]));
	return d[n][m];
}

static int knapsack(const int (*item)[2], int n, int room)
{
	int best[128] = { 0 }, i, r;

	for (i = 0; i < n; i++)
		for (r = room; r >= item[i][0]; r--)
			if (best[r - item[i][0]] + item[i][1] > best[r])
				best[r] = best[r - item[i][0]] + item[i][1];
	return best[room];
}

static unsigned long ways(int total)
{
	static const int coins[] = { 1, 2, 5, 10, 20, 50, 100, 200 };
	unsigned long count[256] = { 1 };
	int i, t;

	for (i = 0; i < 8; i++)
		for (t = coins[i]; t <= total; t++)
			count[t] += count[t - coins[i]];
	return count[total];
}

int main(void)
{
	static const int items[][2] = { { 12, 4 }, { 2, 2 }, { 1, 1 }, { 4, 10 }, { 1, 2 }, { 7, 9 }, { 3, 5 } };

	printf("%d %d %d\n", distance("kitten", "sitting"), distance("", "abc"), distance("saturday", "sunday"));
	printf("%d %d\n", knapsack(items, 7, 15), knapsack(items, 7, 5));
	printf("%lu %lu\n", ways(100), ways(200));
	return 0;
}
