/* Arrays of arrays: designators, partial rows, open first dimension. */
#include <stdio.h>

static int cube[2][3][2] = { { { 1, 2 }, { 3 } }, { [2] = { 5, 6 }, [0][1] = 7 } };
static int open[][3] = { { 1 }, { 2, 3 }, [3] = { [1] = 9 } };
static const char *names[][2] = { { "a", "b" }, { "c" } };
static char boards[2][3][3] = { { "xo", " x", "o" }, { { 'x' }, [2] = "oo" } };

int main(void)
{
	int i, j, k;

	for (i = 0; i < 2; i++)
		for (j = 0; j < 3; j++)
			for (k = 0; k < 2; k++)
				printf("%d ", cube[i][j][k]);
	printf("\n%zu:", sizeof(open) / sizeof(open[0]));
	for (i = 0; i < 12; i++)
		printf(" %d", open[i / 3][i % 3]);
	printf("\n%s %s %s %d\n", names[0][0], names[0][1], names[1][0], names[1][1] == NULL);
	for (i = 0; i < 2; i++)
		for (j = 0; j < 3; j++)
			printf("[%s]", boards[i][j]);
	printf("\n");
	return 0;
}
