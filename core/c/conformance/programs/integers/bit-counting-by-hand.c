/* Loops over bits: population count, reversal, highest bit, parity. */
#include <stdio.h>

static int count(unsigned long n)
{
	int bits = 0;

	while (n) {
		n &= n - 1;
		bits++;
	}
	return bits;
}

static unsigned reverse(unsigned n)
{
	unsigned result = 0;
	int i;

	for (i = 0; i < 32; i++) {
		result = result << 1 | (n & 1);
		n >>= 1;
	}
	return result;
}

static int highest(unsigned long n)
{
	int bit = -1;

	for (; n; n >>= 1)
		bit++;
	return bit;
}

int main(void)
{
	unsigned long n = 1;
	int i;

	for (i = 0; i < 20; i++) {
		printf("%lx %d %x %d %d\n", n, count(n), reverse((unsigned)n), highest(n),
		       count(n) & 1);
		n = n * 37 + 11;
	}
	return 0;
}
