/* Jumping back runs the initialiser again; jumping over it leaves the object alone. */
#include <stdio.h>

int main(void)
{
	int n = 0;

again:
	{
		int local = n * 2;

		local += 1;
		printf("%d ", local);
		if (++n < 4)
			goto again;
	}
	printf("\n");
	for (n = 0; n < 3; n++) {
		int k = 100;

		if (n == 1)
			goto after;
		k += n;
after:
		printf("%d ", k);
	}
	printf("\n");
	return 0;
}
