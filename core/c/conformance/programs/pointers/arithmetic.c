/* Steps in units of the pointed-to type, differences, comparisons. */
#include <stdio.h>
#include <stddef.h>

struct odd { char c[7]; };

int main(void)
{
	int a[10], *p = a, *q = &a[7];
	struct odd odds[5], *o = odds + 2;
	char *bytes = (char *)a;
	ptrdiff_t d;
	unsigned char u = 200;
	int i;

	for (i = 0; i < 10; i++)
		*(a + i) = i * i;
	printf("%d %d %d\n", *(p + 3), *(3 + p), 3[p]);
	printf("%ld %ld %d\n", (long)(q - p), (long)(p - q), q > p);
	p += 5;
	p--;
	printf("%d %d %d\n", *p, p[-2], p[2]);
	d = o - odds;
	printf("%ld %ld\n", (long)d, (long)((char *)(o + 1) - (char *)odds));
	printf("%d\n", *(int *)(bytes + 4 * sizeof(int)));
	printf("%d %d\n", &a[10] - a == 10, &*p == p);
	q = p;
	printf("%d %d\n", p == q, p != q + 1);
	p = a + 9;
	p -= u / 50;
	printf("%d\n", *p);
	p = &a[9];
	i = -3;
	printf("%d %d\n", p[i], *(p + i));
	for (p = a; p < a + 10; p += 3)
		printf("%d ", *p);
	printf("\n");
	return (int)(&a[5] - &a[5]);
}
