/* Unsigned arithmetic is modulo 2^n, at each width. */
#include <stdio.h>

int main(void)
{
	unsigned char c = 250;
	unsigned short s = 65530;
	unsigned u = 4294967290u;
	unsigned long l = 18446744073709551610ul;
	int i;

	for (i = 0; i < 10; i++) {
		printf("%u %u %u %lu\n", c, s, u, l);
		c++, s++, u++, l++;
	}
	for (i = 0; i < 6; i++) {
		c -= 3, s -= 3, u -= 3, l -= 3;
		printf("%u %u %u %lu\n", c, s, u, l);
	}
	printf("%u %lu\n", 0u - 1, 0ul - 1);
	printf("%u\n", 65535u * 65537u + 2);
	printf("%lu\n", 4294967295ul * 4294967297ul + 2);
	printf("%u\n", -5u);
	printf("%u\n", 123456789u * 987654321u);
	printf("%lu\n", 1234567890123456789ul * 987654321987654321ul);
	return 0;
}
