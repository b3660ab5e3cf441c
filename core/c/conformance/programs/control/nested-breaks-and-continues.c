/* break and continue bind to the innermost loop or switch. */
#include <stdio.h>

int main(void)
{
	int i, j, k, steps = 0;

	for (i = 0; i < 4; i++) {
		j = 0;
		while (1) {
			if (++j > 3)
				break;
			if (j == 2)
				continue;
			for (k = 0;; k++) {
				if (k == i)
					break;
				if (k % 2)
					continue;
				steps++;
			}
			switch (j) {
			case 1:
				steps += 10;
				break;
			case 3:
				if (i == 2)
					goto out;
				do {
					steps += 100;
					if (i)
						break;
				} while (0);
				continue;
			}
			steps += 1000;
		}
	}
out:
	printf("%d %d %d\n", i, j, steps);
	return 0;
}
