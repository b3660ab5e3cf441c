/* Recursive functions of several shapes. */
#include <stdio.h>

static unsigned long factorial(unsigned n) { return n < 2 ? 1 : n * factorial(n - 1); }
static int fibonacci(int n) { return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2); }
static int ackermann(int m, int n)
{
	return m == 0 ? n + 1 : n == 0 ? ackermann(m - 1, 1) : ackermann(m - 1, ackermann(m, n - 1));
}
static int gcd(int a, int b) { return b ? gcd(b, a % b) : a; }

static int is_odd(unsigned n);
static int is_even(unsigned n) { return n == 0 || is_odd(n - 1); }
static int is_odd(unsigned n) { return n != 0 && is_even(n - 1); }

static int moves;
static void hanoi(int n, char from, char to, char by)
{
	if (n == 0)
		return;
	hanoi(n - 1, from, by, to);
	moves++;
	if (n == 4)
		printf("%c%c ", from, to);
	hanoi(n - 1, by, to, from);
}

static void digits(unsigned n, int base)
{
	if (n >= (unsigned)base)
		digits(n / base, base);
	putchar("0123456789abcdef"[n % base]);
}

static int deep(int n)
{
	int local[4] = { n, n + 1, n + 2, n + 3 };

	return n == 0 ? local[3] : deep(n - 1) + local[n % 4] % 2;
}

int main(void)
{
	printf("%lu %d %d %d\n", factorial(20), fibonacci(18), ackermann(2, 6), gcd(1071, 462));
	printf("%d %d\n", is_even(100), is_odd(57));
	hanoi(6, 'a', 'b', 'c');
	printf("%d\n", moves);
	digits(123456, 7);
	putchar(' ');
	digits(0xbeef, 16);
	printf(" %d\n", deep(500));
	return 0;
}
