/* Computed goto inside a nested function, and out of it to labels of the function around it. */
#include <stdio.h>

static int route(int way)
{
	__label__ first, second;
	void *target = NULL;
	void *at(int n)
	{
		return n ? &&second : &&first;
	}
	int inside(int n)
	{
		void *here = n ? &&one : &&zero;
		goto *here;
	one:
		return 1;
	zero:
		return 0;
	}
	void leave(void *to)
	{
		goto *to;
	}
	int sum = inside(0) * 10 + inside(5) * 100;
	target = at(way & 1);
	if (way & 2)
		leave(target);
	goto *target;
first:
	return sum + 1;
second:
	return sum + 2;
}

int main(void)
{
	printf("%d %d %d %d\n", route(0), route(1), route(2), route(3));
	return 0;
}
