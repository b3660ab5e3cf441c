/* The sieve of Eratosthenes on bytes, and a count of what it leaves. */
#include "harness.h"

#define N 600

static unsigned char composite[N + 1];

static void prepare(void)
{
}

static unsigned long work(void)
{
	unsigned long count = 0;

	for (int i = 2; i <= N; i++)
		composite[i] = 0;
	for (int i = 2; i * i <= N; i++) {
		if (composite[i])
			continue;
		for (int j = i * i; j <= N; j += i)
			composite[j] = 1;
	}
	for (int i = 2; i <= N; i++) {
		if (!composite[i])
			count++;
	}
	return count;
}
