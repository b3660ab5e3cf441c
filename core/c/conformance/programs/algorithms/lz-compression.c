/* A small sliding-window compressor and its inverse. */
#include <stdio.h>
#include <string.h>

static int pack(unsigned char *to, const unsigned char *from, int n)
{
	int at = 0, out = 0;

	while (at < n) {
		int best = 0, distance = 0, d;

		for (d = 1; d <= at && d < 256; d++) {
			int length = 0;

			while (at + length < n && length < 127 && from[at + length - d] == from[at + length])
				length++;
			if (length > best) {
				best = length;
				distance = d;
			}
		}
		if (best > 2) {
			to[out++] = 0x80 | best;
			to[out++] = distance;
			at += best;
		} else {
			int run = out++;

			to[run] = 0;
			do
				to[out++] = from[at++];
			while (++to[run] < 4 && at < n);
		}
	}
	return out;
}

static int unpack(unsigned char *to, const unsigned char *from, int n)
{
	unsigned char *start = to;
	const unsigned char *end = from + n;

	while (from < end) {
		int c = *from++;

		if (c & 0x80) {
			const unsigned char *back = to - *from++;

			for (c &= 0x7f; c; c--)
				*to++ = *back++;
		} else {
			while (c--)
				*to++ = *from++;
		}
	}
	return (int)(to - start);
}

int main(void)
{
	static const char *const texts[] = {
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
		"how much wood would a woodchuck chuck if a woodchuck could chuck wood",
		"abcdefghijklmnopqrstuvwxyz",
		"",
	};
	unsigned char packed[256], back[256];
	int i;

	for (i = 0; i < 4; i++) {
		int n = strlen(texts[i]), p = pack(packed, (const unsigned char *)texts[i], n);
		int u = unpack(back, packed, p);

		printf("%d -> %d -> %d %s\n", n, p, u, u == n && !memcmp(back, texts[i], n) ? "same" : "different");
	}
	return 0;
}
