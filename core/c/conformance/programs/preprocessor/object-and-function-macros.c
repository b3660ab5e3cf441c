/* Replacement, arguments with commas and parentheses, rescanning. */
#include <stdio.h>

#define TEN 10
#define TWENTY (TEN + TEN)
#define ADD(a, b) ((a) + (b))
#define FIRST(a, b) a
#define EMPTY
#define CALL(f, args) f args
#define TWICE(x) x x
#define NOTHING()
#define f(x) x + 1
#define g f

int main(void)
{
	int ADD = 5;

	printf("%d %d\n", TEN, TWENTY * 2);
	printf("%d %d\n", ADD(1, 2), ADD(ADD(1, 2), (3, 4)));
	printf("%d\n", ADD);
	printf("%d\n", FIRST((1, 2), 3));
	printf("%d\n", CALL(ADD, (4, 5)));
	printf("%s\n", TWICE("ab"));
	printf("%d%s\n", EMPTY 7 EMPTY, "" NOTHING());
	printf("%d\n", g(2) * 3);
	printf("%d\n", f
	       (4));
#undef TEN
#define TEN 11
	printf("%d\n", TWENTY);
	printf("%d\n", ADD(
			       1,
			       2
			   ));
	return 0;
}
