/* Several levels of indirection. */
#include <stdio.h>

static void set(int **where, int *what)
{
	*where = what;
}

static void rotate(const char ***list, int n)
{
	const char **first = list[0];
	int i;

	for (i = 0; i < n - 1; i++)
		list[i] = list[i + 1];
	list[n - 1] = first;
}

int main(void)
{
	int x = 1, y = 2, *p = &x, **pp = &p, ***ppp = &pp;
	const char *a = "a", *b = "b", *c = "c";
	const char **list[3] = { &a, &b, &c };

	***ppp = 10;
	printf("%d %d\n", x, **pp);
	set(pp, &y);
	printf("%d %d\n", *p, p == &y);
	**ppp = &x;
	printf("%d %d\n", **pp, &***ppp == &x);
	rotate(list, 3);
	printf("%s%s%s\n", *list[0], *list[1], **(list + 2));
	*list[0] = "B";
	printf("%s\n", b);
	return 0;
}
