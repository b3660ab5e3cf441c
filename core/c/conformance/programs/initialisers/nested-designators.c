/* Designators with several steps, mixed with positions. */
#include <stdio.h>

struct leaf { int v[3]; char c; };
struct tree { struct leaf l[2]; int n; union { int i; char b[4]; } u; };

static struct tree t = {
	.l[1].v[2] = 12,
	.l[0] = { .v = { [1] = 5 }, .c = 'a' },
	.l[0].v[0] = 3,
	.u.b[1] = 1,
	.n = 8,
};
static struct tree list[] = {
	[1] = { .l[0].v = { 1, 2, 3 } },
	[0].l[1].c = 'z',
	[2] = { { { { 1 }, 'x' }, { { 2, 3 } } }, 4, { 5 } },
	[1].n = 6,
};

static void show(const struct tree *t)
{
	int i;

	for (i = 0; i < 2; i++)
		printf("%d %d %d %d | ", t->l[i].v[0], t->l[i].v[1], t->l[i].v[2], t->l[i].c);
	printf("%d %d\n", t->n, t->u.i);
}

int main(void)
{
	int k = 1;
	struct tree local = { .l[1] = { { k, k + 1 }, 'q' }, .l[1].v[2] = 3, .u = { .b = { 2 } } };
	unsigned i;

	show(&t);
	for (i = 0; i < sizeof(list) / sizeof(list[0]); i++)
		show(&list[i]);
	show(&local);
	return 0;
}
