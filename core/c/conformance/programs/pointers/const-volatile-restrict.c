/* Qualifiers in every position. */
#include <stdio.h>

static volatile int ticks;
static const volatile unsigned status = 3;

static void add(int *restrict to, const int *restrict from, int n)
{
	while (n--)
		*to++ += *from++;
}

static int read(const int *const p)
{
	return *p;
}

int main(void)
{
	const int c = 5;
	int v = 6, a[3] = { 1, 2, 3 }, b[3] = { 10, 20, 30 };
	const int *p = &v;
	int *const q = &v;
	const char *const *names = (const char *const[]){ "x", "y" };
	volatile int *port = &ticks;

	*q = 7;
	printf("%d %d %d\n", *p, c, read(&c));
	p = &c;
	printf("%d\n", *p);
	add(a, b, 3);
	printf("%d %d\n", a[0], a[2]);
	*port = 4;
	*port += *port;
	ticks++;
	printf("%d %u\n", ticks, status);
	printf("%s%s\n", names[0], names[1]);
	*(int *)(const int *)&v = 8;
	printf("%d\n", *q);
	return 0;
}
