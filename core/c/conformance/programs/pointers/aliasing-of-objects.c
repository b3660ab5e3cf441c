/* Two names for the same bytes: every write is seen through the other. */
#include <stdio.h>
#include <string.h>

struct s { int a, b; };

static int both(int *x, int *y)
{
	*x = 1;
	*y = 2;
	return *x * 10 + *y;
}

int main(void)
{
	int i = 0, j = 0, a[4] = { 0 };
	struct s s = { 1, 2 };
	unsigned char *bytes = (unsigned char *)&s;
	unsigned char copy[sizeof(s)];

	printf("%d\n", both(&i, &j));
	printf("%d\n", both(&i, &i));
	bytes[1] = 1;
	printf("%d %d\n", s.a, s.b);
	memcpy(copy, &s, sizeof(s));
	copy[4] = 9;
	memcpy(&s, copy, sizeof(s));
	printf("%d %d\n", s.a, s.b);
	memset(&a[1], 0xff, 2 * sizeof(int));
	printf("%d %d %d %d\n", a[0], a[1], a[2], a[3]);
	return 0;
}
