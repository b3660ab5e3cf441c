/* Calling, storing, comparing, passing and returning pointers to functions. */
#include <stdio.h>

typedef int operation(int, int);

static int add(int a, int b) { return a + b; }
static int sub(int a, int b) { return a - b; }
static int mul(int a, int b) { return a * b; }

static operation *choose(char c)
{
	return c == '+' ? add : c == '-' ? &sub : c == '*' ? *mul : NULL;
}

static int (*pick(int n))(int, int)
{
	static int (*const table[])(int, int) = { add, sub, mul };

	return table[n % 3];
}

static int apply(operation f, int a, int b)
{
	return f(a, b) + (*f)(b, a) + (***f)(a, a);
}

static int fold(int (*f)(int, int), const int *a, int n)
{
	return n == 1 ? a[0] : f(fold(f, a, n - 1), a[n - 1]);
}

int main(void)
{
	int (*f)(int, int) = add, (**pf)(int, int) = &f;
	int numbers[] = { 9, 4, 2, 1 }, i;
	const char *c;

	printf("%d %d\n", f(2, 3), (*pf)(4, 5));
	for (c = "+-*"; *c; c++)
		printf("%d ", choose(*c)(7, 3));
	printf("%d\n", choose('/') == NULL);
	for (i = 0; i < 4; i++)
		printf("%d ", pick(i)(10, 4));
	printf("\n%d %d\n", apply(sub, 5, 3), apply(mul, 2, 6));
	printf("%d %d\n", fold(sub, numbers, 4), fold(mul, numbers, 4));
	*pf = mul;
	printf("%d %d %d\n", f == mul, f != &mul, f && 1);
	printf("%d\n", (i ? add : sub)(1, 1));
	return 0;
}
