/*
 * What every bench program shares: `prepare` once, then argv[1] rounds of `work` between
 * `bench_begin` and `bench_end`, which is what is measured. Prints a checksum; the native build
 * (TIMED) also prints the nanoseconds of processor time between the two.
 */
#include <stdio.h>
#include <stdlib.h>

static void prepare(void);
static unsigned long work(void);

__attribute__((noinline)) void bench_begin(void)
{
}

__attribute__((noinline)) void bench_end(void)
{
}

#ifdef TIMED
#include <time.h>

static long nanoseconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return t.tv_sec * 1000000000L + t.tv_nsec;
}
#else
static long nanoseconds(void)
{
	return 0;
}
#endif

int main(int argc, char **argv)
{
	int rounds = argc > 1 ? atoi(argv[1]) : 1;
	unsigned long sum = 0;
	long start;

	prepare();
	start = nanoseconds();
	bench_begin();
	for (int i = 0; i < rounds; i++)
		sum = sum * 31 + work();
	bench_end();
	start = nanoseconds() - start;
	printf("%lu %ld\n", sum, start);
	return 0;
}
