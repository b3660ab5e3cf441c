/* GNU vectors: every operator, subscripts, comparisons, casts, parameters, members, shuffles, static ones. */
#include <stdio.h>
#include <string.h>

typedef int v4 __attribute__((vector_size(16)));
typedef unsigned char b8 __attribute__((vector_size(8)));
typedef short s8 __attribute__((vector_size(16)));
typedef float f4 __attribute__((vector_size(16)));
typedef double d2 __attribute__((vector_size(16)));
typedef unsigned long u2 __attribute__((vector_size(16)));

static v4 fixed = { 10, -20, 30 };
static const f4 halves = { 0.5f, 1.5f, 2.5f, 3.5f };
struct holder {
	char c;
	v4 v;
	b8 list[2];
};

static int calls;

static v4 next(void)
{
	calls++;
	return (v4){ calls, calls + 1, calls + 2, calls + 3 };
}

static v4 scaled(v4 v, int by)
{
	v *= by;
	return v;
}

#define SHOW(v)                                                         \
	do {                                                            \
		for (unsigned k = 0; k < sizeof(v) / sizeof((v)[0]); k++) \
			printf(" %g", (double)(v)[k]);                  \
		printf("\n");                                           \
	} while (0)

int main(void)
{
	v4 a = { 1, 2, 3, 4 }, b = { 5, -6, 7, -8 };
	SHOW(a + b);
	SHOW(a - b);
	SHOW(a * b);
	SHOW(b / a);
	SHOW(b % a);
	SHOW((a & b) | 1);
	SHOW(a ^ ~b);
	SHOW(a << 2);
	SHOW(b >> a);
	SHOW(-a);
	SHOW(2 - a);
	SHOW(a > 2);
	SHOW(a == b);
	SHOW(b <= a);
	a += b;
	a[1] = 100;
	a[(int)a[0] - 5]++;
	SHOW(a);
	a++;
	--a;
	SHOW(a);
	SHOW(fixed);
	fixed[2] = fixed[0] + fixed[1];
	SHOW(fixed);

	b8 bytes = { 250, 251, 252, 253, 254, 255, 0, 1 };
	bytes = bytes + 3;
	SHOW(bytes);
	SHOW(bytes * bytes);
	SHOW(bytes > 100);
	s8 shorts = { 32766, -32768, 1, 2, 3, 4, 5, 6 };
	SHOW(shorts + 1);
	SHOW(shorts >> 1);

	f4 f = halves * 2.0f;
	SHOW(f);
	SHOW(f / halves);
	SHOW(f > halves + 1.6f);
	d2 d = { 1.0, -3.0 };
	SHOW(-d * 0.25);

	u2 u = (u2)d;
	printf("%lx %lx\n", u[0], u[1]);
	long word = (long)(b8){ 1, 2, 3, 4, 5, 6, 7, 8 };
	printf("%lx\n", word);

	SHOW(scaled(next(), 10));
	SHOW(next() + next() * 100);
	printf("%d calls, %d\n", calls, next()[2]);

	struct holder h = { 'h', { 1, 2 }, { { 1 }, { 2, 3 } } };
	h.v = h.v * 2 + 1;
	h.list[1] += (b8){ 9, 9 };
	SHOW(h.v);
	SHOW(h.list[1]);
	struct holder *p = &h;
	p->v[3] -= 7;
	printf("%d %zu %zu %zu\n", p->v[3], sizeof(h), _Alignof(v4), sizeof(b8));

	v4 mask = { 3, 2, 1, 4 };
	SHOW(__builtin_shuffle(b, mask));
	SHOW(__builtin_shuffle(b, (v4){ 10, 20, 30, 40 }, (v4){ 0, 5, 2, 7 }));
	SHOW(__builtin_convertvector(b, f4));
	v4 same = { 1, 2, 3, 4 };
	printf("%d\n", memcmp(&same, &(v4){ 1, 2, 3, 4 }, sizeof(same)));
	return 0;
}
