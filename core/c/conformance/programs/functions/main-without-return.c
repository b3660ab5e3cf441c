/* Reaching the end of main is return 0. */
#include <stdio.h>

int main(void)
{
	printf("end\n");
}
