/* strtod of random decimal and hexadecimal texts, and back through %.17g; a checksum of the bits. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned long state = 88172645463325252ul;

static unsigned random_below(unsigned n)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (unsigned)(state >> 33) % n;
}

static unsigned long bits(double d)
{
	unsigned long u;

	memcpy(&u, &d, sizeof(u));
	return u;
}

int main(void)
{
	unsigned long sum = 0;
	int i, j, bad = 0;

	for (i = 0; i < 1500; i++) {
		char text[80], back[40], *p = text;
		int hex = random_below(5) == 0, digits = 1 + random_below(i % 7 ? 20 : 45);
		double d;

		if (random_below(2))
			*p++ = '-';
		if (hex)
			p = stpcpy(p, "0x");
		for (j = 0; j < digits; j++) {
			*p++ = hex ? "0123456789abcdefABCDEF"[random_below(22)] : '0' + random_below(10);
			if (j == digits / 2 && random_below(2))
				*p++ = '.';
		}
		if (random_below(3))
			p += sprintf(p, hex ? "p%d" : "e%d", (int)random_below(hex ? 2200 : 660) - (hex ? 1150 : 340));
		*p = 0;
		d = strtod(text, &p);
		if (*p)
			bad++;
		sum = sum * 31 + bits(d);
		sprintf(back, "%.17g", d);
		if (strtod(back, NULL) != d)
			bad++;
		if (i % 300 == 0)
			printf("%s %016lx\n", text, bits(d));
	}
	printf("%016lx %d\n", sum, bad);
	return 0;
}
