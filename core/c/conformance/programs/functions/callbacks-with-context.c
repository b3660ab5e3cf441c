/* Functions that take a function and a pointer to hand on. */
#include <stdio.h>

struct range { int from, to; };

static int each(struct range r, int (*f)(int, void *), void *context)
{
	int i;

	for (i = r.from; i < r.to; i++)
		if (f(i, context))
			return i;
	return -1;
}

static int add(int n, void *sum)
{
	*(int *)sum += n;
	return 0;
}

struct limit { int left; void (*done)(struct limit *, const char *); };

static void say(struct limit *l, const char *what) { printf("%s %d\n", what, l->left); }

static int until(int n, void *context)
{
	struct limit *l = context;

	l->left -= n;
	if (l->left > 0)
		return 0;
	l->done(l, "stopped");
	return 1;
}

static void nested(int (*outer)(struct range, int (*)(int, void *), void *), int *out)
{
	*out = 0;
	outer((struct range){ 1, 4 }, add, out);
}

int main(void)
{
	int sum = 0;
	struct limit l = { 20, say };

	printf("%d ", each((struct range){ 1, 11 }, add, &sum));
	printf("%d\n", sum);
	printf("%d\n", each((struct range){ 3, 100 }, until, &l));
	nested(each, &sum);
	printf("%d\n", sum);
	return 0;
}
