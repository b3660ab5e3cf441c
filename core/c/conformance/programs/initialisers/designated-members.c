/* .member = value in any order; what is not named is zero. */
#include <stdio.h>

struct config {
	const char *name;
	int width, height;
	double ratio;
	struct { int depth; char mode; } inner;
	int tail;
};

static struct config one = { .height = 2, .name = "one", .inner = { .mode = 'm' } };
static struct config two = { "two", .inner.depth = 5, 'x', .tail = 9, .width = 1 };
static struct config old = { name: "old", height: 7 };

static void show(const struct config *c)
{
	printf("%s %d %d %.1f %d %d %d\n", c->name, c->width, c->height, c->ratio, c->inner.depth,
	       c->inner.mode, c->tail);
}

int main(void)
{
	int n = 4;
	struct config local = { .width = n * 2, .height = n, .name = "local", .ratio = n / 8.0 };
	struct config after = { .width = 5, 6, 7.5, { 8, 'c' }, 10, .name = "after" };
	struct config copy = one;

	show(&one);
	show(&two);
	show(&old);
	show(&local);
	show(&after);
	copy.name = "copy";
	show(&copy);
	return 0;
}
