/* The room of a variable length array is used again when its block is left, in whatever way. */
#include <stdio.h>

static volatile int sink;

static int loops(void)
{
	char *first = 0;
	int i, same = 1;

	for (i = 0; i < 100000; i++) {
		char room[1000 + (i & 7) * 0];

		room[0] = (char)i;
		sink = room[0];
		if (!first)
			first = room;
		same &= first == room;
		if (i & 1)
			continue;
		{
			char inner[i % 50 + 1];

			inner[0] = 1;
			same &= inner < room;
			if (i % 3 == 0)
				continue;
		}
		if (i == 90000)
			break;
	}
	return same;
}

static int jumps(void)
{
	int n = 0;
again:;
	int a[n % 100 + 1];

	a[0] = n;
	a[n % 100] = n;
	if (++n < 100000)
		goto again;
	return a[0] == n - 1;
}

int main(void)
{
	printf("%d %d\n", loops(), jumps());
	return 0;
}
