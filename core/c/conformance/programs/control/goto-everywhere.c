/* goto forwards, backwards, out of loops and into blocks. */
#include <stdio.h>

static int find(int (*m)[4], int want)
{
	int i, j;

	for (i = 0; i < 3; i++)
		for (j = 0; j < 4; j++)
			if (m[i][j] == want)
				goto found;
	return -1;
found:
	return i * 10 + j;
}

static int cleanup(int fail_at)
{
	int done = 0;

	if (fail_at == 1)
		goto out;
	done |= 1;
	if (fail_at == 2)
		goto undo_one;
	done |= 2;
	if (fail_at == 3)
		goto undo_two;
	return done;
undo_two:
	done &= ~2;
undo_one:
	done &= ~1;
out:
	return done - 10;
}

int main(void)
{
	int m[3][4] = { { 1, 2, 3, 4 }, { 5, 6, 7, 8 }, { 9, 10, 11, 12 } }, i = 0, sum = 0;

	printf("%d %d %d\n", find(m, 7), find(m, 12), find(m, 13));
	for (i = 0; i < 5; i++)
		printf("%d ", cleanup(i));
	printf("\n");
	i = 0;
again:
	sum += i++;
	if (i < 5)
		goto again;
	printf("%d\n", sum);
	goto inside;
	while (sum > 0) {
		sum -= 100;
inside:
		sum -= 3;
		printf("%d ", sum);
	}
	printf("\n");
	{
		goto skip;
		printf("never\n");
skip:		;
	}
	if (sum < 0)
		goto branch;
	else {
		printf("else ");
branch:
		printf("branch\n");
	}
	i = 3;
	do {
		if (i == 2)
			goto next;
		printf("%d ", i);
next:
		i--;
	} while (i > 0);
	printf("\n");
	return 0;
}
