/* 64-bit products, and the high half built from 32-bit parts. */
#include <stdio.h>

static unsigned long high(unsigned long a, unsigned long b)
{
	unsigned long a0 = a & 0xffffffff, a1 = a >> 32, b0 = b & 0xffffffff, b1 = b >> 32;
	unsigned long low = a0 * b0, m1 = a1 * b0, m2 = a0 * b1;
	unsigned long middle = (low >> 32) + (m1 & 0xffffffff) + (m2 & 0xffffffff);

	return a1 * b1 + (m1 >> 32) + (m2 >> 32) + (middle >> 32);
}

int main(void)
{
	unsigned long x = 88172645463325252ul;
	int i;

	for (i = 0; i < 12; i++) {
		unsigned long y = x * 6364136223846793005ul + 1442695040888963407ul;

		printf("%016lx%016lx\n", high(x, y), x * y);
		x ^= y >> 7;
	}
	printf("%ld\n", -3037000499L * 3037000499L);
	printf("%ld\n", (long)-2000000000 * 2000000000);
	return 0;
}
