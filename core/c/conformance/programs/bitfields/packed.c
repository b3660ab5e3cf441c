/* Packed bit-fields follow each other bit by bit, across unit borders. */
#include <stdio.h>
#include <string.h>

struct __attribute__((packed)) p {
	unsigned a : 3;
	unsigned b : 30;
	unsigned long c : 50;
	char d;
	unsigned e : 7;
	unsigned f : 9;
};

struct plain {
	unsigned a : 3;
	unsigned b : 30;
	unsigned long c : 50;
	char d;
	unsigned e : 7;
	unsigned f : 9;
};

static void dump(const void *at, size_t n)
{
	const unsigned char *p = at;

	printf("%zu:", n);
	while (n--)
		printf(" %02x", *p++);
	printf("\n");
}

int main(void)
{
	struct p s;
	struct plain q;

	memset(&s, 0, sizeof(s));
	s.a = 5;
	s.b = 0x2aaaaaaa;
	s.c = 0x3123456789abc;
	s.d = 'd';
	s.e = 0x55;
	s.f = 0x1ff;
	dump(&s, sizeof(s));
	printf("%x %x %lx %c %x %x\n", s.a, s.b, (unsigned long)s.c, s.d, s.e, s.f);
	s.b++;
	s.c ^= 0xff;
	dump(&s, sizeof(s));
	memset(&q, 0, sizeof(q));
	q.a = 5;
	q.b = 0x2aaaaaaa;
	q.c = 0x3123456789abc;
	q.d = 'd';
	q.e = 0x55;
	q.f = 0x1ff;
	dump(&q, sizeof(q));
	return 0;
}
