/* Tags have scopes and name spaces of their own. */
#include <stdio.h>

struct s { int a; };
typedef struct s s;
enum e { S = 1 };

static int use(struct s *p) { return p->a; }

int main(void)
{
	struct s outer = { 1 };
	s also = { 2 };
	int s = 5;

	printf("%d %d %d\n", use(&outer), use(&also), s);
	{
		struct s { char c[3]; } inner = { "ab" };
		struct t;
		struct u { struct t *t; } u;
		struct t { int z; } t = { 8 };

		u.t = &t;
		printf("%zu %s %d\n", sizeof(struct s), inner.c, u.t->z);
	}
	printf("%zu %zu\n", sizeof(struct s), sizeof s);
	{
		enum e { S = 40, T };
		printf("%d %d\n", S, T);
	}
	return S - 1;
}
