/* All solutions for up to eight queens, the first one drawn. */
#include <stdio.h>

static int place[10];

static int safe(int row, int column)
{
	int r;

	for (r = 0; r < row; r++)
		if (place[r] == column || place[r] - column == row - r || column - place[r] == row - r)
			return 0;
	return 1;
}

static int count(int row, int n, int draw)
{
	int c, i, j, found = 0;

	if (row == n) {
		for (i = 0; draw && i < n; i++, putchar('\n'))
			for (j = 0; j < n; j++)
				putchar(place[i] == j ? 'Q' : '.');
		return 1;
	}
	for (c = 0; c < n; c++)
		if (safe(row, c)) {
			place[row] = c;
			found += count(row + 1, n, draw && !found);
		}
	return found;
}

int main(void)
{
	int n;

	for (n = 1; n <= 7; n++)
		printf("%d: %d\n", n, count(0, n, n == 6));
	return 0;
}
