/* (type){ … }: objects without a name, of static or block lifetime, that can be changed. */
#include <stdio.h>

struct p { int x, y; };

static int *numbers = (int[]){ 1, 2, 3 };
static struct p *point = &(struct p){ 4, 5 };

static int sum(const int *a, int n)
{
	int s = 0;

	while (n-- > 0)
		s += a[n];
	return s;
}

static int dot(struct p a, struct p b)
{
	return a.x * b.x + a.y * b.y;
}

int main(void)
{
	int i, *last = NULL, same = 0;
	char *s = (char[]){ "text" };

	printf("%d %d\n", numbers[2], point->y);
	numbers[2]++;
	point->x = 7;
	printf("%d %d\n", numbers[2], point->x);
	printf("%d\n", sum((int[]){ 10, 20, 30, 40 }, 4));
	printf("%d\n", sum((int[5]){ [1] = 1, 2 }, 5));
	printf("%d\n", dot((struct p){ 1, 2 }, (struct p){ .y = 5 }));
	for (i = 0; i < 3; i++) {
		int *p = (int[]){ i, i * 2 };

		p[0] += 100;
		printf("%d %d\n", p[0], p[1]);
		same += p == last;
		last = p;
	}
	s[0] = 'n';
	printf("%s %zu\n", s, sizeof((char[]){ "text" }));
	printf("%d %d\n", (int){ 5 }, ((struct p){ 8, 9 }).y);
	(struct p){ 1, 1 }.x++;
	i = (int){ 3 } + *&(int){ 4 };
	printf("%d\n", i);
	return 0;
}
