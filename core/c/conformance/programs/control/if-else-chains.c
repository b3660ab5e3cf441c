/* Dangling else, chains, empty branches, conditions of every type. */
#include <stdio.h>

static int sign(int n)
{
	if (n > 0)
		return 1;
	else if (n < 0)
		return -1;
	else
		return 0;
}

int main(void)
{
	int a = 1, b = 0, *p = &a, *z = NULL;
	double d = 0.1;
	unsigned long big = 1ul << 40;
	char c = 0;
	_Bool flag = 1;

	if (a)
		if (b)
			printf("both\n");
		else
			printf("inner else\n");
	if (b) {
		if (a)
			printf("never\n");
	} else
		printf("outer else\n");
	if (d)
		printf("double\n");
	if (big)
		printf("long\n");
	if ((int)big)
		printf("never\n");
	if (p && !z)
		printf("pointers\n");
	if (c) ; else printf("char\n");
	if (flag)
		;
	if ((b = 5))
		printf("%d\n", b);
	if (d - 0.1)
		printf("never\n");
	if (printf("x") == 1)
		printf("y\n");
	if (0.0 || -0.0)
		printf("never\n");
	printf("%d %d %d\n", sign(-7), sign(0), sign(8));
	return 0;
}
