/* Declarators read from the inside out. */
#include <stdio.h>

static int seven(void) { return 7; }
static int (*get_seven(void))(void) { return seven; }
static int (*(*twice_removed(int n))(void))(void) { return n ? get_seven : NULL; }

typedef int (*getter)(void);
typedef getter getters[2];

static int table[3][4];
static int (*row_of(int n))[4] { return &table[n]; }

int main(void)
{
	int (*(*f)(void))(void) = get_seven;
	int (*(*(*g)(int))(void))(void) = twice_removed;
	int *(*h[2])(int *), (*fa[3])(void) = { seven, seven, NULL };
	char *(*const strings)[2] = &(char *[2]){ "one", "two" };
	getters two = { seven, fa[0] };
	int (*(*pfa)[3])(void) = &fa;

	h[0] = NULL;
	table[1][2] = 12;
	printf("%d %d %d\n", f()(), g(1)()(), (*(*f)())());
	printf("%d %s %s\n", h[0] == NULL, (*strings)[0], strings[0][1]);
	printf("%d %d %d\n", two[1](), (*pfa)[1](), (*row_of(1))[2]);
	printf("%zu %zu %zu\n", sizeof(f), sizeof(fa), sizeof(*strings));
	return 0;
}
