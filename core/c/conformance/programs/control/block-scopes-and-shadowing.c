/* Names hide outer names until their block ends. */
#include <stdio.h>

static int x = 1;

static int get(void)
{
	return x;
}

int main(void)
{
	printf("%d ", x);
	int x = 2;
	printf("%d ", x);
	{
		int x = 3;
		printf("%d ", x);
		{
			extern int y;
			typedef char x;
			x c = 'c';

			printf("%c %zu %d ", c, sizeof(x), y);
		}
		x++;
		printf("%d ", x);
	}
	for (int x = 10; x < 12; x++)
		printf("%d ", x);
	if (x == 2) {
		static int x;

		x += 5;
		printf("%d ", x);
	}
	printf("%d %d\n", x, get());
	return 0;
}

int y = 42;
