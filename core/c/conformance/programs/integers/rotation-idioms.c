/* Rotations written with two shifts. */
#include <stdio.h>

static unsigned rol32(unsigned v, unsigned n)
{
	return v << (n & 31) | v >> (-n & 31);
}

static unsigned long ror64(unsigned long v, unsigned n)
{
	return v >> (n & 63) | v << (-n & 63);
}

static unsigned char rol8(unsigned char v, unsigned n)
{
	return (unsigned char)(v << (n & 7) | v >> (-n & 7));
}

static unsigned short ror16(unsigned short v, unsigned n)
{
	return (unsigned short)(v >> (n & 15) | v << (-n & 15));
}

int main(void)
{
	unsigned n;

	for (n = 0; n <= 64; n += 4)
		printf("%08x %016lx %02x %04x\n", rol32(0x80000001, n), ror64(0x123456789abcdef0, n),
		       rol8(0xa1, n / 4), ror16(0xbeef, n / 2));
	return 0;
}
