/* GNU ranges: [first ... last] = value. */
#include <stdio.h>

static int a[12] = { [0 ... 3] = 1, [6 ... 8] = 7, 9, [2 ... 2] = 5 };
static unsigned char kind[256] = {
	[0 ... 255] = 'x',
	['0' ... '9'] = 'd',
	['a' ... 'z'] = 'l',
	['A' ... 'Z'] = 'u',
	['_'] = 'l',
};
static struct { int x, y; } points[4] = { [1 ... 2] = { 3, 4 }, [2].y = 9 };
static int open[] = { [2 ... 4] = -1, 6 };

int main(void)
{
	int local[5] = { [0 ... 4] = 8 };
	const char *text = "a9_Z-";
	int i;

	for (i = 0; i < 12; i++)
		printf("%d ", a[i]);
	printf("\n");
	for (; *text; text++)
		printf("%c", kind[(unsigned char)*text]);
	printf("\n");
	for (i = 0; i < 4; i++)
		printf("%d,%d ", points[i].x, points[i].y);
	printf("\n%zu %d %d\n", sizeof(open) / sizeof(int), open[4], open[5]);
	for (i = 0; i < 5; i++)
		printf("%d ", local[i]);
	printf("\n");
	return 0;
}
