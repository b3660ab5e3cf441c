/* Structs in conditional, comma and assignment expressions. */
#include <stdio.h>

struct pair { int a, b; };

static int calls;

static struct pair next(void)
{
	struct pair p = { ++calls, calls * 10 };

	return p;
}

int main(void)
{
	struct pair x = { 1, 2 }, y = { 3, 4 }, z, *p;
	int i;

	for (i = 0; i < 2; i++) {
		z = i ? x : y;
		printf("%d %d\n", z.a, z.b);
	}
	printf("%d\n", (i > 1 ? x : y).b);
	z = (next(), next());
	printf("%d %d\n", z.a, z.b);
	printf("%d\n", (x = y).a);
	printf("%d\n", (z = next(), z).b);
	p = &x;
	*p = (calls++, y);
	p = i ? &x : &y;
	p->a = p->b = 9;
	printf("%d %d\n", x.a, x.b);
	z = *&y;
	(&z)->a++;
	printf("%d %d\n", z.a, (*&y).a);
	return calls == 5 ? 0 : calls;
}
