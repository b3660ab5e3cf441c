/* for, while and do with all their parts, empty parts, break and continue. */
#include <stdio.h>

int main(void)
{
	int i, j, n = 0;

	for (;;) {
		if (n++ == 3)
			break;
	}
	printf("%d\n", n);
	for (i = 0, j = 9; i < j; i++, --j)
		;
	printf("%d %d\n", i, j);
	for (i = 10; i--;)
		if (i % 3)
			continue;
		else
			printf("%d ", i);
	printf("\n");
	while (n)
		n--;
	do
		n++;
	while (n < 4);
	printf("%d\n", n);
	do {
		if (n == 2)
			continue;
		printf("%d ", n);
	} while (--n > 0);
	printf("\n");
	for (int k = 0; k < 3; k++) {
		for (int k = 10; k < 30; k += 10) {
			if (k == 20)
				break;
			printf("%d ", k);
		}
		printf("%d ", k);
	}
	printf("\n");
	for (unsigned u = 3; u-- > 0;)
		printf("%u ", u);
	printf("\n");
	while (1) {
		while (1) {
			if (++n > 5)
				break;
		}
		if (n > 8)
			break;
	}
	printf("%d\n", n);
	do {
		i = 77;
		break;
		i = 78;
	} while (0);
	printf("%d\n", i);
	return 0;
}
