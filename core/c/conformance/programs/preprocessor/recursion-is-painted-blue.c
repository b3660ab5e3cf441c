/* A macro's name inside its own expansion is left alone. */
#include <stdio.h>

static int foo(int x) { return x * 2; }
#define foo(x) (1 + foo(x))
static int a = 5, b = 6;
#define a b + 10
#define b a + 100
#define self self
#define INDIRECT(m) m(3)
#define NIL(x) x
#define G_0(arg) NIL(G_1)(arg)
#define G_1(arg) NIL(arg)

int main(void)
{
	int self = 4;

	printf("%d\n", foo(10));
	printf("%d\n", foo(foo(1)));
	printf("%d %d\n", a, b);
	printf("%d\n", self);
	printf("%d\n", INDIRECT(foo));
	printf("%d\n", G_0(42));
	printf("%d\n", (foo)(7));
	return 0;
}
