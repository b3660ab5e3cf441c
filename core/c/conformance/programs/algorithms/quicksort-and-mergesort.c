/* Two sorts of our own against each other. */
#include <stdio.h>
#include <string.h>

#define N 200

static void quick(int *a, int n)
{
	int i = 0, j = n - 1, pivot = a[n / 2];

	while (i <= j) {
		while (a[i] < pivot)
			i++;
		while (a[j] > pivot)
			j--;
		if (i <= j) {
			int t = a[i];

			a[i++] = a[j];
			a[j--] = t;
		}
	}
	if (j > 0)
		quick(a, j + 1);
	if (i < n - 1)
		quick(a + i, n - i);
}

static void merge(int *a, int *spare, int n)
{
	int half = n / 2, i = 0, j = half, k = 0;

	if (n < 2)
		return;
	merge(a, spare, half);
	merge(a + half, spare, n - half);
	while (i < half && j < n)
		spare[k++] = a[j] < a[i] ? a[j++] : a[i++];
	while (i < half)
		spare[k++] = a[i++];
	memcpy(a, spare, k * sizeof(*a));
}

int main(void)
{
	int a[N], b[N], spare[N], i;
	unsigned x = 42;

	for (i = 0; i < N; i++) {
		x = x * 1664525 + 1013904223;
		a[i] = b[i] = (int)(x >> 8) % 1000 - 500;
	}
	quick(a, N);
	merge(b, spare, N);
	for (i = 0; i < N; i += 13)
		printf("%d ", a[i]);
	printf("\n%d\n", memcmp(a, b, sizeof(a)));
	for (i = 1; i < N; i++)
		if (a[i - 1] > a[i])
			return 1;
	return 0;
}
