/* CRC-32, bit by bit and by table, must agree. */
#include <stdio.h>
#include <string.h>

static unsigned table[256];

static unsigned slow(const char *s, unsigned long n)
{
	unsigned crc = ~0u;
	int bit;

	while (n--) {
		crc ^= (unsigned char)*s++;
		for (bit = 0; bit < 8; bit++)
			crc = crc >> 1 ^ (0xedb88320 & -(crc & 1));
	}
	return ~crc;
}

static unsigned fast(const char *s, unsigned long n)
{
	unsigned crc = 0xffffffff;

	for (; n; n--)
		crc = table[(crc ^ *s++) & 0xff] ^ crc >> 8;
	return crc ^ 0xffffffff;
}

int main(void)
{
	static const char *const texts[] = { "", "a", "123456789", "The quick brown fox jumps over the lazy dog" };
	int i, j;

	for (i = 0; i < 256; i++) {
		unsigned c = i;

		for (j = 0; j < 8; j++)
			c = c & 1 ? c >> 1 ^ 0xedb88320 : c >> 1;
		table[i] = c;
	}
	for (i = 0; i < 4; i++)
		printf("%08x %08x\n", slow(texts[i], strlen(texts[i])), fast(texts[i], strlen(texts[i])));
	return 0;
}
