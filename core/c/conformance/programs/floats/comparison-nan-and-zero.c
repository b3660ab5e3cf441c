/* NaN compares unequal to everything; -0.0 equals 0.0 and is still different. */
#include <stdio.h>
#include <string.h>

static const char *bits(double d)
{
	static char text[4][20];
	static int at;
	unsigned long u;

	memcpy(&u, &d, sizeof(u));
	sprintf(text[at = (at + 1) % 4], "%lx", u);
	return text[at];
}

int main(void)
{
	double zero = 0.0, minus = -0.0, nan = __builtin_nan(""), inf = 1 / zero;
	double v[] = { -1, -0.0, 0, 1, 2 };
	int i, j;

	for (i = 0; i < 5; i++)
		for (j = 0; j < 5; j++)
			printf("%d%d%d%d%d%d ", v[i] < v[j], v[i] <= v[j], v[i] > v[j], v[i] >= v[j],
			       v[i] == v[j], v[i] != v[j]);
	printf("\n%d%d%d%d%d%d\n", nan < 1, nan <= 1, nan > 1, nan >= 1, nan == nan, nan != nan);
	printf("%d %d %d\n", !(nan < 1), nan ? 1 : 0, !nan);
	printf("%d %s %s\n", zero == minus, bits(zero), bits(minus));
	printf("%g %g %g\n", inf, 1 / minus, -inf);
	printf("%s %s\n", bits(-zero), bits(0.0 - zero));
	printf("%d %d\n", inf > 1e308, inf == inf + 1);
	printf("%d %d\n", inf - inf != inf - inf, zero * inf == zero);
	printf("%d %d\n", minus < zero, (int)minus);
	if (minus)
		printf("never\n");
	printf("%g %g\n", minus, minus * 5);
	return 0;
}
