/* GNU vectors: a square and a sum. */
#include <stdio.h>

typedef int v4 __attribute__((vector_size(16)));

int main(void)
{
	v4 a = { 1, 2, 3, 4 }, b = a * a + 1;

	printf("%d %d %d %d\n", b[0], b[1], b[2], b[3]);
	return 0;
}
