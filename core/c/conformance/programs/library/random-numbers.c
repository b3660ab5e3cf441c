/* rand with a seed gives the known sequence. */
#include <stdio.h>
#include <stdlib.h>

int main(void)
{
	int i, first;
	long sum = 0;

	for (i = 0; i < 5; i++)
		printf("%d ", rand());
	printf("\n");
	srand(42);
	first = rand();
	for (i = 0; i < 1000; i++)
		sum += rand() % 100;
	printf("%d %ld\n", first, sum);
	srand(42);
	printf("%d\n", rand() == first);
	return 0;
}
