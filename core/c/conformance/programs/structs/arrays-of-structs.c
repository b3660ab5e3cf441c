/* Arrays of structs of odd size: indexing, walking, nested arrays. */
#include <stdio.h>

struct rgb { unsigned char r, g, b; };
struct row { struct rgb cell[3]; short sum; };

int main(void)
{
	struct row grid[4];
	struct rgb *p, flat[5] = { { 1, 2, 3 }, { 4, 5, 6 }, { .g = 9 } };
	int i, j, total = 0;

	for (i = 0; i < 4; i++) {
		grid[i].sum = 0;
		for (j = 0; j < 3; j++) {
			grid[i].cell[j] = (struct rgb){ i, j, i * j };
			grid[i].sum += grid[i].cell[j].b;
		}
	}
	for (i = 0; i < 4; i++)
		printf("%d ", grid[i].sum);
	printf("%zu %zu\n", sizeof(grid), sizeof(struct row));
	for (p = flat; p < flat + 5; p++)
		total += p->r * 100 + p->g * 10 + p->b;
	printf("%d %ld\n", total, (long)(p - flat));
	p = &flat[1];
	printf("%d %d %d\n", p[-1].g, p[1].g, (p + 1)->b);
	flat[4] = flat[0];
	flat[4].b += 7;
	printf("%d %d\n", flat[4].b, flat[0].b);
	printf("%ld\n", (long)((char *)&grid[2].cell[1].b - (char *)grid));
	return 0;
}
