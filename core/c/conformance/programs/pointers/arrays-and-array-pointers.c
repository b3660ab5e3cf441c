/* Pointers to whole arrays, arrays of pointers, decay of parameters. */
#include <stdio.h>

static int total(int (*rows)[3], int n)
{
	int sum = 0, i, j;

	for (i = 0; i < n; i++)
		for (j = 0; j < 3; j++)
			sum += rows[i][j];
	return sum;
}

static unsigned long decayed(int a[3], char text[])
{
	return sizeof(a) + sizeof(text);
}

static int last(int m[][2][2], int i)
{
	return m[i][1][1];
}

int main(void)
{
	int m[4][3] = { { 1, 2, 3 }, { 4, 5, 6 }, { 7, 8, 9 }, { 10, 11, 12 } };
	int (*row)[3] = m, (*all)[4][3] = &m, *flat = &m[0][0];
	int *parts[4] = { m[0], m[1] + 1, &m[2][2], *(m + 3) };
	int three[2][2][2] = { { { 1, 2 }, { 3, 4 } }, { { 5, 6 }, { 7, 8 } } };

	printf("%d %d\n", total(m, 4), total(row + 2, 2));
	row++;
	printf("%d %d %d\n", (*row)[0], row[1][2], *(*(row + 1) + 1));
	printf("%d %zu %zu %zu\n", (*all)[3][1], sizeof(*all), sizeof(*row), sizeof(m[0]));
	printf("%d %d %d %d\n", *parts[0], parts[1][1], *parts[2], parts[3][-1]);
	printf("%d %ld\n", flat[7], (long)(&m[3][0] - &m[1][0]));
	printf("%lu %zu\n", decayed(flat, "x"), sizeof(m));
	printf("%d %d\n", last(three, 0), last(three + 1, 0));
	printf("%ld\n", (long)((char *)(all + 1) - (char *)all));
	return 0;
}
