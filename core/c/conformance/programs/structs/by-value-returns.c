/* Functions that return structs; members of the result used at once. */
#include <stdio.h>

struct point { int x, y; };
struct line { struct point from, to; };
struct big { long v[10]; const char *name; };

static struct point point(int x, int y)
{
	struct point p = { x, y };

	return p;
}

static struct line line(struct point a, struct point b)
{
	return (struct line){ .from = a, .to = b };
}

static struct big big(const char *name, int n)
{
	struct big b = { .name = name };

	while (n-- > 0)
		b.v[n] = n * n;
	return b;
}

static struct big twice(struct big b)
{
	int i;

	for (i = 0; i < 10; i++)
		b.v[i] *= 2;
	return b;
}

static struct point swap(struct point p)
{
	return point(p.y, p.x);
}

static struct point later(int depth)
{
	return depth ? swap(later(depth - 1)) : point(1, 2);
}

int main(void)
{
	struct line l = line(point(1, 2), swap(point(3, 4)));
	struct big b;

	printf("%d %d %d %d\n", l.from.x, l.from.y, l.to.x, l.to.y);
	printf("%d %d\n", point(5, 6).y, line(l.to, l.from).to.x);
	b = twice(twice(big("b", 7)));
	printf("%s %ld %ld %ld\n", b.name, b.v[6], b.v[7], big("c", 10).v[9]);
	b = twice(b);
	printf("%ld\n", b.v[3]);
	printf("%d %d\n", later(3).x, later(4).x);
	point(7, 8);
	return swap(point(0, 0)).x;
}
