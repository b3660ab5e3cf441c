/* [index] = value, continuing after it, overriding earlier values. */
#include <stdio.h>

enum { APPLE, PEAR, PLUM, FRUITS };

static const char *const names[FRUITS] = { [PLUM] = "plum", [APPLE] = "apple", [PEAR] = "pear" };
static int a[10] = { 1, 2, [5] = 50, 60, [1] = 22, 33 };
static int open[] = { [3] = 3, [7] = 7, 8 };
static char table[256] = { ['a'] = 1, ['z'] = 26, [' '] = -1 };
static int twice[3] = { [1] = 5, [1] = 6 };

int main(void)
{
	int local[6] = { [4] = names[0][0], [2] = a[5] * 2 };
	unsigned i;

	for (i = 0; i < FRUITS; i++)
		printf("%s ", names[i]);
	printf("\n");
	for (i = 0; i < 10; i++)
		printf("%d ", a[i]);
	printf("\n%zu:", sizeof(open) / sizeof(open[0]));
	for (i = 0; i < 9; i++)
		printf(" %d", open[i]);
	printf("\n%d %d %d %d\n", table['a'], table['z'], table[' '], table['b']);
	for (i = 0; i < 6; i++)
		printf("%d ", local[i]);
	printf("\n%d %d %d\n", twice[0], twice[1], twice[2]);
	return 0;
}
