/* The value that main returns is the exit code, modulo 256. */
#include <stdio.h>

int main(void)
{
	printf("leaving\n");
	return 0x1234;
}
