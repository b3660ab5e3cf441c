/* 200 digits of pi with an integer spigot. */
#include <stdio.h>

#define DIGITS 200
#define LENGTH (DIGITS * 10 / 3 + 2)

int main(void)
{
	static int a[LENGTH];
	int i, j, nines = 0, held = -1, printed = 0;

	for (i = 0; i < LENGTH; i++)
		a[i] = 2;
	for (j = 0; j <= DIGITS; j++) {
		int q = 0;

		for (i = LENGTH - 1; i > 0; i--) {
			int x = 10 * a[i] + q * (i + 1);

			a[i] = x % (2 * i + 1);
			q = x / (2 * i + 1);
		}
		q += 10 * a[0];
		a[0] = q % 10;
		q /= 10;
		if (q == 9) {
			nines++;
			continue;
		}
		if (held >= 0) {
			printf("%d", held + q / 10);
			printed++;
		}
		for (; nines; nines--, printed++)
			printf("%d", q == 10 ? 0 : 9);
		held = q % 10;
	}
	printf("\n%d\n", printed);
	return 0;
}
