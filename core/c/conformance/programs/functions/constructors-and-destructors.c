/* Functions that run before and after main, by their priorities; exit handlers come first. */
#include <stdio.h>
#include <stdlib.h>

static int ready;

static void __attribute__((constructor)) second(void)
{
	printf("second %d\n", ready++);
}

static void __attribute__((constructor(101))) first(void)
{
	printf("first %d\n", ready++);
}

static void last(void) __attribute__((destructor));

static void __attribute__((destructor(65534))) later(void)
{
	printf("very last %d\n", ready);
}

static void handler(void)
{
	printf("handler %d\n", ready++);
}

int main(int argc, char **argv)
{
	printf("main %d\n", ready++);
	atexit(handler);
	if (argc > 5)
		return 1;
	exit(3);
}

static void last(void)
{
	printf("last %d\n", ready++);
}
