/* Types used before they are complete. */
#include <stdio.h>

struct later;
union either;
struct holder { struct later *l; union either *e; struct unknown *never; };

static int read(const struct later *l);
static struct later *get(void);

int main(void)
{
	struct holder h = { get() };

	printf("%d %d %d\n", read(h.l), h.e == NULL, h.never == NULL);
	return 0;
}

struct later { int a, b; };
static struct later one = { 3, 4 };
static struct later *get(void) { return &one; }
static int read(const struct later *l) { return l->a * 10 + l->b; }
