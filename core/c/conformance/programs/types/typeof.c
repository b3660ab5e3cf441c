/* typeof of expressions, types, arrays, functions; without evaluating. */
#include <stdio.h>

struct s { unsigned char c; int a[3]; };

static int f(int n) { return n + 1; }

int main(void)
{
	int i = 5;
	typeof(i) j = i * 2;
	typeof(i++) k = 3;
	typeof(&i) p = &j;
	typeof(int *[2]) pair = { &i, &j };
	typeof(f) *fp = f;
	struct s s = { 200, { 1, 2, 3 } };
	typeof(s.c) c = 300 - 1;
	typeof(s.a) copy;
	typeof(s.a[0] + 1L) wide = 1L << 40;
	const int ci = 9;
	__typeof__(ci) cj = ci;
	typeof((char)1 + (char)2) sum = 1000;
	typeof(*p) direct = 7;
	__auto_type automatic = 2.5f;
	typeof("abc") text = "xyz";

	copy[2] = *pair[1];
	printf("%d %d %d %d\n", i, j, k, *p);
	printf("%d %d %d %ld\n", fp(1), c, copy[2], wide);
	printf("%zu %zu %zu %zu\n", sizeof(copy), sizeof(c), sizeof(automatic), sizeof(text));
	printf("%d %d %d %.1f %s\n", cj, sum, direct, automatic, text);
	return 0;
}
