/* Objects that live on between the calls. */
#include <stdio.h>

static int next_id(void)
{
	static int id = 100;

	return id++;
}

static const char *remember(const char *s)
{
	static const char *last = "none";
	const char *before = last;

	last = s;
	return before;
}

static int *history(int n)
{
	static int ring[3];
	static unsigned at;

	ring[at++ % 3] = n;
	return ring;
}

static int other(void)
{
	static int id;

	return --id;
}

static int depth(int n)
{
	static int deepest;

	if (n > deepest)
		deepest = n;
	return n ? depth(n - 1) : deepest;
}

int main(void)
{
	int i, *ring = NULL;

	for (i = 0; i < 3; i++)
		printf("%d %d ", next_id(), other());
	printf("\n%s ", remember("a"));
	printf("%s ", remember("b"));
	printf("%s\n", remember("c"));
	for (i = 0; i < 5; i++)
		ring = history(i);
	printf("%d %d %d\n", ring[0], ring[1], ring[2]);
	printf("%d ", depth(4));
	printf("%d\n", depth(2));
	return 0;
}
