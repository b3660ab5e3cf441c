/* Orders that C leaves open: gcc's, on which programs have come to depend. */
#include <stdio.h>

static int value = 1, array[4];

static int show(int n)
{
	printf("%d ", n);
	return n;
}

static int increment(void)
{
	return ++value;
}

static int change(void)
{
	array[0] |= 4;
	return 1;
}

static int three(int a, int b, int c)
{
	return a * 100 + b * 10 + c;
}

int main(void)
{
	printf("%d\n", three(show(1), show(2), show(3)));
	printf("%d\n", show(1) + show(2) * show(3));
	printf("%d %d %d\n", show(4), show(5), show(6));
	printf("%d\n", value + increment());
	printf("%d\n", increment() + value);
	printf("%d\n", value - increment());
	printf("%d\n", (value < increment()) + 2 * (value & increment()));
	array[0] |= change();
	printf("%d\n", array[0]);
	array[show(1)] += show(2);
	value += increment();
	printf("%d %d\n", value, array[1]);
	printf("%d\n", three(value, increment(), value));
	return 0;
}
