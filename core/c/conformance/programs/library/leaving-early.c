/* atexit handlers run backwards, exit from deep inside. */
#include <stdio.h>
#include <stdlib.h>

static void first(void) { printf("first\n"); }
static void second(void) { printf("second\n"); }

static int deep(int n)
{
	if (n == 0)
		exit(7);
	return deep(n - 1) + printf("never\n");
}

int main(void)
{
	atexit(first);
	atexit(second);
	printf("main\n");
	deep(5);
	return 0;
}
