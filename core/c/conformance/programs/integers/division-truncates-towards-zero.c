/* Signed division and remainder for all combinations of signs. */
#include <stdio.h>

int main(void)
{
	static const int n[] = { 0, 1, 7, 8, -1, -7, -8, 2147483647, -2147483647 - 1 };
	static const int d[] = { 1, 2, 3, 7, -2, -3, -7, 2147483647, -2147483647 - 1 };
	unsigned i, j;

	for (i = 0; i < 9; i++)
		for (j = 0; j < 9; j++)
			printf("%d/%d=%d r%d\n", n[i], d[j], n[i] / d[j], n[i] % d[j]);
	printf("%ld %ld\n", -9223372036854775807L / 10, -9223372036854775807L % 10);
	printf("%d %d\n", (signed char)-100 / 7, (signed char)-100 % 7);
	return 0;
}
