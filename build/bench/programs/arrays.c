/* Integer loops over arrays: prefix sums, a dot product, a small matrix product. */
#include "harness.h"

#define N 64
#define SIDE 6

static int a[N], b[N];
static long sums[N];
static int left[SIDE][SIDE], right[SIDE][SIDE], product[SIDE][SIDE];

static void prepare(void)
{
	for (int i = 0; i < N; i++) {
		a[i] = i * 7 % 31;
		b[i] = i * 13 % 17;
	}
	for (int i = 0; i < SIDE; i++) {
		for (int j = 0; j < SIDE; j++) {
			left[i][j] = i + j;
			right[i][j] = i - j;
		}
	}
}

static unsigned long work(void)
{
	long total = 0, dot = 0;

	for (int i = 0; i < N; i++) {
		total += a[i];
		sums[i] = total;
	}
	for (int i = 0; i < N; i++)
		dot += a[i] * b[N - 1 - i];
	for (int i = 0; i < SIDE; i++) {
		for (int j = 0; j < SIDE; j++) {
			int cell = 0;

			for (int k = 0; k < SIDE; k++)
				cell += left[i][k] * right[k][j];
			product[i][j] = cell;
		}
	}
	a[dot & (N - 1)]++;
	return sums[N - 1] + dot + product[1][2];
}
