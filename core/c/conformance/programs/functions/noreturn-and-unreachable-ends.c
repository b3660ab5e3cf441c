/* Functions that never return, and paths that never end. */
#include <stdio.h>
#include <stdlib.h>
#include <stdnoreturn.h>

static noreturn void leave(int code)
{
	printf("leaving with %d\n", code);
	exit(code);
}

static __attribute__((__noreturn__)) void forever(int n)
{
	for (;;)
		if (--n == 0)
			leave(3);
}

static int choose(int n)
{
	switch (n) {
	case 0: return 10;
	case 1: return 20;
	}
	__builtin_unreachable();
}

int main(void)
{
	printf("%d %d\n", choose(0), choose(1));
	if (choose(0) == 10)
		forever(5);
	printf("never\n");
}
