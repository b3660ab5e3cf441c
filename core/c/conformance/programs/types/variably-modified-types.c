/* Variable length arrays of several dimensions, pointers to them, typedefs and casts; evaluated once each. */
#include <stdio.h>
#include <string.h>

static int calls;

static int length(int n)
{
	calls++;
	return n;
}

static int trace(int n, int a[n][n])
{
	int i, total = 0;

	for (i = 0; i < n; i++)
		total += a[i][i];
	return total;
}

static long cube(int x, int y, int z, int (*a)[y][z])
{
	int i, j, k;
	long total = 0;

	for (i = 0; i < x; i++)
		for (j = 0; j < y; j++)
			for (k = 0; k < z; k++)
				total = total * 3 + a[i][j][k];
	return total + (long)sizeof(*a) + (long)sizeof(a[0][0]);
}

static int counted(int n, int a[n++], int m, int b[static m])
{
	return n * 100 + (int)sizeof(a) + b[m - 1];
}

int main(void)
{
	int n = 4, i, j;
	int square[n][n];
	int box[2][n][3];
	int (*row)[n] = square;
	typedef int line[n];
	line copy, *lines = square;

	for (i = 0; i < n; i++)
		for (j = 0; j < n; j++)
			square[i][j] = i * 10 + j;
	printf("%zu %zu %zu %zu\n", sizeof(square), sizeof(square[0]), sizeof(box), sizeof(*row));
	row += 2;
	printf("%d %d %d %ld\n", (*row)[1], row[-1][3], lines[3][2], (long)(row - square));
	memcpy(copy, *++row, sizeof(copy));
	printf("%d %zu\n", copy[3], sizeof(line));
	n = 7; /* the types keep their sizes */
	printf("%zu %zu %zu\n", sizeof(square), sizeof(copy), sizeof(int[n]));
	printf("%d\n", trace(4, square));
	for (i = 0; i < 24; i++)
		((int *)box)[i] = i % 5;
	printf("%ld\n", cube(2, 4, 3, box));
	printf("%zu %d\n", sizeof(char[length(3)][length(5)]), calls);
	printf("%d\n", ((int (*)[length(4)])square)[2][1]);
	printf("%d %d\n", counted(3, copy, 2, copy), calls);
	{
		typeof(square) other;

		memset(other, 1, sizeof(other));
		printf("%x %zu\n", other[3][3], sizeof(other) / sizeof(other[0]));
	}
	for (i = 1; i < 4; i++) {
		char name[i * 2], *p[i];

		memset(name, 'a' + i, sizeof(name));
		p[i - 1] = name;
		printf("%zu %.*s %zu\n", sizeof(name), (int)sizeof(name), p[i - 1], sizeof(p));
	}
	return 0;
}
