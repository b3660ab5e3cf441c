/* Returning from main runs the handlers too. */
#include <stdio.h>
#include <stdlib.h>

static int count;

static void handler(void) { printf("handler %d\n", ++count); }

int main(void)
{
	atexit(handler);
	atexit(handler);
	printf("main\n");
	return 3;
}
