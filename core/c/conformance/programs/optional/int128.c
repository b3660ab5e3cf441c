/* __int128: a feature that may be refused, but only clearly. */
#include <stdio.h>

int main(void)
{
	unsigned __int128 a = (unsigned __int128)0x123456789abcdef0 * 0xfedcba9876543210;
	__int128 b = -1;

	printf("%016lx%016lx\n", (unsigned long)(a >> 64), (unsigned long)a);
	b = -((__int128)1 << 70) >> 3;
	printf("%d %lx\n", b < 0, (unsigned long)(b >> 60));
	a /= 1000000007;
	printf("%016lx%016lx %lu\n", (unsigned long)(a >> 64), (unsigned long)a, (unsigned long)(a % 97));
	return sizeof(a) == 16 ? 0 : 1;
}
