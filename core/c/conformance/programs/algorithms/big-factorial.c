/* Numbers of any length in base 10^9: factorials and powers. */
#include <stdio.h>
#include <string.h>

#define BASE 1000000000ul

struct big { int length; unsigned digit[64]; };

static struct big from(unsigned n)
{
	struct big b = { 1, { n } };

	return b;
}

static void times(struct big *b, unsigned n)
{
	unsigned long carry = 0;
	int i;

	for (i = 0; i < b->length || carry; i++) {
		carry += i < b->length ? (unsigned long)b->digit[i] * n : 0;
		b->digit[i] = carry % BASE;
		carry /= BASE;
		if (i >= b->length)
			b->length = i + 1;
	}
}

static struct big product(const struct big *a, const struct big *b)
{
	struct big r;
	int i, j;

	memset(&r, 0, sizeof(r));
	for (i = 0; i < a->length; i++) {
		unsigned long carry = 0;

		for (j = 0; j < b->length || carry; j++) {
			carry += r.digit[i + j] + (j < b->length ? (unsigned long)a->digit[i] * b->digit[j] : 0);
			r.digit[i + j] = carry % BASE;
			carry /= BASE;
		}
		if (i + j > r.length)
			r.length = i + j;
	}
	return r;
}

static void print(struct big b)
{
	printf("%u", b.digit[--b.length]);
	while (b.length--)
		printf("%09u", b.digit[b.length]);
	printf("\n");
}

int main(void)
{
	struct big f = from(1), square;
	unsigned i;

	for (i = 2; i <= 60; i++) {
		times(&f, i);
		if (i % 20 == 0)
			print(f);
	}
	square = product(&f, &f);
	print(square);
	f = from(2);
	for (i = 0; i < 7; i++)
		f = product(&f, &f);
	print(f);
	return 0;
}
