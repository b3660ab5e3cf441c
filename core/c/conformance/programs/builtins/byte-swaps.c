/* bswap16, 32 and 64, in constants too. */
#include <stdio.h>

static const unsigned swapped = __builtin_bswap32(0x12345678);

int main(void)
{
	unsigned short h = 0x1234;
	unsigned u = 0x89abcdef;
	unsigned long l = 0x0123456789abcdef;

	printf("%x %x %lx\n", __builtin_bswap16(h), __builtin_bswap32(u), __builtin_bswap64(l));
	printf("%x %lx\n", swapped, __builtin_bswap64(__builtin_bswap64(l) + 1));
	printf("%x\n", (unsigned)__builtin_bswap16(0xff00) << 8);
	printf("%zu %zu\n", sizeof(__builtin_bswap16(1)), sizeof(__builtin_bswap64(1)));
	return 0;
}
