/* A glider and a blinker on a torus, twenty generations. */
#include <stdio.h>
#include <string.h>

enum { W = 16, H = 10 };
typedef unsigned char world[H][W];

static void step(world to, world from)
{
	for (int y = 0; y < H; y++)
		for (int x = 0; x < W; x++) {
			int n = -from[y][x];

			for (int d = 0; d < 9; d++)
				n += from[(y + d / 3 + H - 1) % H][(x + d % 3 + W - 1) % W];
			to[y][x] = n == 3 || (n == 2 && from[y][x]);
		}
}

int main(void)
{
	static world worlds[2] = { { { 0, 1 }, { 0, 0, 1 }, { 1, 1, 1 }, [6] = { [10] = 1, 1, 1 } } };
	int i, alive = 0;

	for (i = 0; i < 20; i++)
		step(worlds[~i & 1], worlds[i & 1]);
	for (int y = 0; y < H; y++) {
		for (int x = 0; x < W; x++) {
			putchar(worlds[0][y][x] ? '#' : '.');
			alive += worlds[0][y][x];
		}
		putchar('\n');
	}
	printf("%d\n", alive);
	return 0;
}
