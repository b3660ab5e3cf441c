/* SHA-256 of several messages. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* The round constants are the fractions of the cube roots of the first 64 primes: computed here. */
static uint32_t k[64], h0[8];

static int is_prime(int n)
{
	int d;

	for (d = 2; d * d <= n; d++)
		if (n % d == 0)
			return 0;
	return n > 1;
}

/* First 32 bits of the fraction of the root of n: the greatest r with r^degree <= n * 2^(32 * degree). */
static uint32_t root_fraction(unsigned n, int degree)
{
	uint64_t r = 0;
	int bit;

	for (bit = 35; bit >= 0; bit--) {
		uint64_t t = r | (uint64_t)1 << bit;
		/* t^degree as words of 32 bits. */
		uint64_t w[6] = { 1 };
		int i, j;

		for (i = 0; i < degree; i++) {
			uint64_t next[6] = { 0 }, carry = 0;

			for (j = 0; j < 6; j++) {
				uint64_t low = w[j] * (t & 0xffffffff);
				uint64_t high = j ? w[j - 1] * (t >> 32) : 0;

				carry += (low & 0xffffffff) + (high & 0xffffffff);
				next[j] = carry & 0xffffffff;
				carry = (carry >> 32) + (low >> 32) + (high >> 32);
			}
			memcpy(w, next, sizeof(w));
		}
		/* Compare with n << 32 * degree. */
		if (w[5] || w[4] || (degree == 2 && w[3]) || w[degree] > n ||
		    (w[degree] == n && (w[0] || w[1] || (degree == 3 && w[2]))))
			continue;
		if (w[degree] <= n)
			r = t;
	}
	return (uint32_t)r;
}

static uint32_t ror(uint32_t x, int n) { return x >> n | x << (32 - n); }

static void block(uint32_t *h, const unsigned char *p)
{
	uint32_t w[64], v[8];
	int i;

	for (i = 0; i < 16; i++)
		w[i] = (uint32_t)p[4 * i] << 24 | p[4 * i + 1] << 16 | p[4 * i + 2] << 8 | p[4 * i + 3];
	for (; i < 64; i++)
		w[i] = w[i - 16] + w[i - 7] + (ror(w[i - 15], 7) ^ ror(w[i - 15], 18) ^ w[i - 15] >> 3) +
		       (ror(w[i - 2], 17) ^ ror(w[i - 2], 19) ^ w[i - 2] >> 10);
	memcpy(v, h, sizeof(v));
	for (i = 0; i < 64; i++) {
		uint32_t t1 = v[7] + (ror(v[4], 6) ^ ror(v[4], 11) ^ ror(v[4], 25)) +
			      ((v[4] & v[5]) ^ (~v[4] & v[6])) + k[i] + w[i];
		uint32_t t2 = (ror(v[0], 2) ^ ror(v[0], 13) ^ ror(v[0], 22)) +
			      ((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]));

		memmove(v + 1, v, 7 * sizeof(v[0]));
		v[4] += t1;
		v[0] = t1 + t2;
	}
	for (i = 0; i < 8; i++)
		h[i] += v[i];
}

static void digest(const char *text, size_t n)
{
	unsigned char last[128] = { 0 };
	uint32_t h[8];
	size_t left = n, i, pad;

	memcpy(h, h0, sizeof(h));
	for (; left >= 64; left -= 64, text += 64)
		block(h, (const unsigned char *)text);
	memcpy(last, text, left);
	last[left] = 0x80;
	pad = left < 56 ? 64 : 128;
	for (i = 0; i < 8; i++)
		last[pad - 1 - i] = (unsigned char)(n * 8 >> 8 * i);
	block(h, last);
	if (pad == 128)
		block(h, last + 64);
	for (i = 0; i < 8; i++)
		printf("%08x", h[i]);
	printf("\n");
}

int main(void)
{
	char long_text[200];
	int n = 0, p;

	for (p = 2; n < 64; p++)
		if (is_prime(p)) {
			k[n] = root_fraction(p, 3);
			if (n < 8)
				h0[n] = root_fraction(p, 2);
			n++;
		}
	memset(long_text, 'a', sizeof(long_text));
	digest("", 0);
	digest("abc", 3);
	digest(long_text, 55);
	digest(long_text, 56);
	digest(long_text, 200);
	return 0;
}
