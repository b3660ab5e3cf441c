/* GNU C: a value cast to a union sets the member of its type. */
#include <stdio.h>

union number {
	int i;
	double d;
	const char *s;
};

static void show(char kind, union number n)
{
	if (kind == 'i')
		printf("%d\n", n.i);
	else if (kind == 'd')
		printf("%g\n", n.d);
	else
		puts(n.s);
}

int main(void)
{
	union number u = (union number)3, v = u;

	show('i', u);
	show('d', (union number)2.5);
	show('s', (union number)(const char *)"text");
	show('i', (union number)v);
	return 0;
}
