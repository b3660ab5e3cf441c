/* Two codings, there and back. */
#include <stdio.h>
#include <string.h>

static const char digits[65] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static void encode(char *to, const unsigned char *p, int n)
{
	for (; n > 0; n -= 3, p += 3) {
		unsigned v = p[0] << 16 | (n > 1 ? p[1] << 8 : 0) | (n > 2 ? p[2] : 0);

		*to++ = digits[v >> 18];
		*to++ = digits[v >> 12 & 63];
		*to++ = n > 1 ? digits[v >> 6 & 63] : '=';
		*to++ = n > 2 ? digits[v & 63] : '=';
	}
	*to = 0;
}

static int decode(unsigned char *to, const char *s)
{
	unsigned char *start = to;
	unsigned v = 0;
	int bits = 0;

	for (; *s && *s != '='; s++) {
		v = v << 6 | (unsigned)(strchr(digits, *s) - digits);
		bits += 6;
		if (bits >= 8) {
			bits -= 8;
			*to++ = v >> bits & 0xff;
		}
	}
	return (int)(to - start);
}

static int utf8(unsigned char *to, unsigned c)
{
	if (c < 0x80)
		return to[0] = c, 1;
	if (c < 0x800)
		return to[0] = 0xc0 | c >> 6, to[1] = 0x80 | (c & 63), 2;
	if (c < 0x10000)
		return to[0] = 0xe0 | c >> 12, to[1] = 0x80 | (c >> 6 & 63), to[2] = 0x80 | (c & 63), 3;
	to[0] = 0xf0 | c >> 18;
	to[1] = 0x80 | (c >> 12 & 63);
	to[2] = 0x80 | (c >> 6 & 63);
	to[3] = 0x80 | (c & 63);
	return 4;
}

static unsigned next(const unsigned char **p)
{
	unsigned c = *(*p)++;
	int more = c < 0x80 ? 0 : c < 0xe0 ? 1 : c < 0xf0 ? 2 : 3;

	if (more)
		c &= 0x3f >> more;
	while (more--)
		c = c << 6 | (*(*p)++ & 63);
	return c;
}

int main(void)
{
	static const unsigned points[] = { 0x41, 0xe9, 0x20ac, 0x1f600, 0x10ffff, 0x7ff, 0x800 };
	unsigned char bytes[64], back[64];
	const unsigned char *p = bytes;
	char text[64];
	int i, n = 0;

	for (i = 0; i < 7; i++)
		n += utf8(bytes + n, points[i]);
	for (i = 0; i < n; i++)
		printf("%02x", bytes[i]);
	printf("\n");
	for (i = 0; i < 7; i++)
		printf("%x ", next(&p));
	printf("\n");
	for (i = 0; i < 4; i++) {
		encode(text, bytes, n - i);
		printf("%s %d ", text, decode(back, text));
		printf("%d\n", memcmp(back, bytes, n - i));
	}
	return 0;
}
