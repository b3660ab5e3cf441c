/* Multidimensional arrays through index, pointer and flat access. */
#include <stdio.h>

#define N 5

static int m[N][N];

static void transpose(int (*a)[N])
{
	int i, j;

	for (i = 0; i < N; i++)
		for (j = i + 1; j < N; j++) {
			int t = a[i][j];

			a[i][j] = *(*(a + j) + i);
			(*(a + j))[i] = t;
		}
}

int main(void)
{
	int *p = m[0], i, cube[2][3][4], n = 0;

	for (i = 0; i < N * N; i++)
		p[i] = i;
	transpose(m);
	for (i = 0; i < N * N; i++)
		printf("%d%c", m[i / N][i % N], i % N == N - 1 ? '\n' : ' ');
	for (p = &cube[0][0][0]; p <= &cube[1][2][3]; p++)
		*p = n++;
	printf("%d %d %d\n", cube[1][0][0], cube[0][2][3], *(cube[1][1] + 2));
	printf("%zu %zu %zu\n", sizeof(cube), sizeof(cube[0]), sizeof(cube[0][0]));
	printf("%ld\n", (long)(cube[1] - cube[0]));
	return 0;
}
