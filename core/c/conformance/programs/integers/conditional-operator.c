/* ?: evaluates one side only, and its type is common to both. */
#include <stdio.h>

static int left, right;

static int count(int *which, int value)
{
	++*which;
	return value;
}

int main(void)
{
	int i = 3, big;
	unsigned u = 4;
	long l = -1;
	const char *text = i > 2 ? "more" : "less";
	void *v = &i;
	int *p = i ? v : NULL;

	printf("%s\n", text);
	printf("%d\n", i ? count(&left, 1) : count(&right, 2));
	printf("%d %d\n", left, right);
	printf("%d\n", (i ? -1 : u) > 0);
	printf("%zu %zu\n", sizeof(i ? (char)1 : (char)2), sizeof(i ? l : i));
	printf("%d\n", i < 0 ? 1 : i == 0 ? 2 : i < 3 ? 3 : 4);
	big = i > 2 ? u > 3 ? 10 : 20 : 30;
	printf("%d %d\n", big, *p);
	printf("%d %d\n", i ?: 7, 0 ?: 7);
	printf("%.1f\n", i ? 1 : 2.5);
	(i ? left : right) == 1 ? printf("once\n") : printf("twice\n");
	return (i ? 0 : 1);
}
