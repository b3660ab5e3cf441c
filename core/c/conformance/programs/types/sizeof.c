/* sizeof of types and expressions; it does not evaluate and does not decay. */
#include <stdio.h>

struct s { char c; double d; };
typedef int vec[4];

int main(void)
{
	int i = 0, a[7], *p = a, m[2][3];
	vec v;
	char text[] = "four";

	printf("%zu %zu %zu %zu\n", sizeof i, sizeof(a), sizeof a[0], sizeof p);
	printf("%zu %zu %zu\n", sizeof(struct s), sizeof(vec), sizeof v / sizeof *v);
	printf("%zu %zu %zu\n", sizeof m, sizeof m[0], sizeof **m);
	printf("%zu %zu %zu\n", sizeof text, sizeof "literal", sizeof(text + 0));
	printf("%zu %d\n", sizeof(i++), i);
	printf("%zu %zu %zu\n", sizeof(char) + 1, sizeof('a'), sizeof(1 == 1L));
	printf("%zu %zu\n", sizeof(struct s *), sizeof(((struct s *)0)->d));
	printf("%zu %zu %zu\n", sizeof(float), sizeof(double), sizeof(1.f + 1));
	printf("%zu %zu\n", sizeof(int (*)[5]), sizeof(int[5]));
	printf("%zu\n", sizeof(sizeof(int)));
	printf("%zu %zu\n", sizeof(int) * 2, (sizeof(int)) * p[0] * 0 + sizeof(-1));
	return a[0] * 0;
}
