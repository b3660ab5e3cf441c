/* Assignment copies every byte that belongs to a member, and nothing else. */
#include <stdio.h>

struct inner { int a[3]; char c; };
struct outer { char tag; struct inner in; struct inner *p; double d; };

int main(void)
{
	struct outer a = { 'a', { { 1, 2, 3 }, 'i' }, NULL, 2.5 }, b, c[2];
	struct inner *p = &a.in;

	a.p = &a.in;
	b = a;
	a.in.a[1] = 20;
	printf("%c %d %d %c %.1f\n", b.tag, b.in.a[1], b.p->a[1], b.in.c, b.d);
	c[0] = c[1] = b;
	c[1].in.a[0] = 100;
	printf("%d %d\n", c[0].in.a[0], c[1].in.a[0]);
	b.in = *p;
	printf("%d\n", b.in.a[1]);
	*p = (struct inner){ { 7, 8, 9 }, 'z' };
	printf("%d %c %d\n", a.in.a[2], a.in.c, b.in.a[2]);
	b = b;
	printf("%d\n", b.in.a[1]);
	c[0] = a, c[1] = c[0];
	printf("%d %d\n", c[1].in.a[0], c[1].p == p);
	return 0;
}
