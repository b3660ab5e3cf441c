/* A failed assertion says so on standard error and aborts. */
#include <assert.h>
#include <stdio.h>

int main(void)
{
	int n = 2;

	assert(n == 2);
	printf("one\n");
	fflush(stdout);
	assert(n > 2 && "n is small");
	printf("never\n");
	return 0;
}
