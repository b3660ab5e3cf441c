/* Eratosthenes in bits, and trial division to compare. */
#include <stdio.h>

#define LIMIT 10000

static unsigned char composite[LIMIT / 16 + 1];

static int marked(int n) { return composite[n >> 4] >> (n >> 1 & 7) & 1; }
static void mark(int n) { composite[n >> 4] |= 1 << (n >> 1 & 7); }

int main(void)
{
	int n, m, count = 1, last = 2, twins = 0;
	long sum = 2;

	for (n = 3; n < LIMIT; n += 2) {
		if (marked(n))
			continue;
		count++;
		twins += n - last == 2;
		last = n;
		sum += n;
		for (m = n * n; n < 100 && m < LIMIT; m += 2 * n)
			mark(m);
	}
	printf("%d %d %d %ld\n", count, last, twins, sum);
	for (n = 9001; n < 9050; n += 2)
		if (!marked(n))
			printf("%d ", n);
	printf("\n");
	return 0;
}
