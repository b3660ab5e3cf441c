/* Definitions with their parameter types after the list. */
#include <stdio.h>

static int add(a, b)
	int a, b;
{
	return a + b;
}

static double scale(d, n, s)
	double d;
	char *s;
	int n;
{
	return d * n + s[0] - 'a';
}

static int none()
{
	return 3;
}

int main()
{
	printf("%d %.1f %d\n", add(2, 3), scale(1.5, 2, "c"), none());
	return 0;
}
