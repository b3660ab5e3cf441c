/* Structs of many sizes passed by value: the callee's copy is its own. */
#include <stdio.h>

struct s1 { char a; };
struct s2 { char a, b, c; };
struct s8 { int a, b; };
struct s16 { long a; int b; };
struct s24 { long a, b, c; };
struct sd { double d; int i; };
struct sf { float x, y; };
struct big { int a[25]; };

static int sum1(struct s1 s) { return ++s.a * 2; }
static int sum2(struct s2 s) { return s.a + s.b + s.c; }
static int sum8(int before, struct s8 s, int after) { return before * 1000 + s.a * 100 + s.b * 10 + after; }
static long sum16(struct s16 s, struct s16 t) { return s.a * t.b - s.b * t.a; }
static long sum24(struct s24 s) { s.a += s.b; s.b += s.c; return s.a * s.b; }
static double sumd(struct sd s, double e, struct sf f) { return s.d * s.i + e + f.x * f.y; }

static int sumbig(struct big s, int n)
{
	int i, total = 0;

	for (i = 0; i < 25; i++) {
		total += s.a[i] * n;
		s.a[i] = -1;
	}
	return total;
}

int main(void)
{
	struct s1 a = { 5 };
	struct s2 b = { 1, 2, 3 };
	struct s8 c = { 4, 5 };
	struct s16 d = { 6, 7 }, e = { 8, 9 };
	struct s24 f = { 1, 2, 3 };
	struct sd g = { 1.5, 4 };
	struct sf h = { 0.5, 8 };
	struct big big;
	int i;

	for (i = 0; i < 25; i++)
		big.a[i] = i;
	printf("%d %d %d\n", sum1(a) > 0, a.a, sum2(b));
	printf("%d\n", sum8(1, c, 2));
	printf("%ld %ld\n", sum16(d, e), sum16(e, d));
	printf("%ld %ld %ld\n", sum24(f), f.a, f.b);
	printf("%.2f\n", sumd(g, 0.25, h));
	printf("%d %d %d\n", sumbig(big, 2), sumbig(big, 3), big.a[24]);
	return 0;
}
