/* Function calls: Fibonacci numbers by recursion, Ackermann's function, a call through a pointer. */
#include "harness.h"

static int fib(int n)
{
	if (n < 2)
		return n;
	return fib(n - 1) + fib(n - 2);
}

static unsigned int ackermann(unsigned int m, unsigned int n)
{
	if (m == 0)
		return n + 1;
	if (n == 0)
		return ackermann(m - 1, 1);
	return ackermann(m - 1, ackermann(m, n - 1));
}

static int (*volatile through)(int) = fib;

static void prepare(void)
{
}

static unsigned long work(void)
{
	return through(8) + ackermann(2, 2);
}
