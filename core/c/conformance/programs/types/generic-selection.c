/* _Generic picks by type, after decay and without qualifiers. */
#include <stdio.h>

struct s { int x; };

#define NAME(e)                          \
	_Generic((e),                    \
		char: "char",            \
		int: "int",              \
		unsigned: "unsigned",    \
		float: "float",          \
		double: "double",        \
		char *: "char *",        \
		const char *: "const char *", \
		int *: "int *",          \
		struct s: "struct s",    \
		struct s *: "struct s *", \
		int (*)(void): "function", \
		void *: "void *",        \
		default: "default")

#define absolute(x) _Generic((x), int: abs_int, double: abs_double)(x)

static int abs_int(int n) { return n < 0 ? -n : n; }
static double abs_double(double d) { return d < 0 ? -d : d; }
static int nothing(void) { return 0; }

int main(void)
{
	const int ci = 1;
	char text[4];
	const char *literal = "x";
	struct s s = { 1 };
	int i = 0;
	float f = 0;

	printf("%s %s %s\n", NAME(ci), NAME(text), NAME(literal));
	printf("%s %s %s\n", NAME(s), NAME(&s), NAME(nothing));
	printf("%s %s %s\n", NAME(f), NAME(f + 1.0), NAME((char)1));
	printf("%s %s %s\n", NAME((void *)0), NAME(&i), NAME("abc"));
	printf("%s %s\n", NAME(1L), NAME(+(char)1));
	printf("%d %.1f\n", absolute(-5), absolute(-2.5));
	printf("%d %d\n", _Generic(i++, int: 10, default: 20), i);
	return _Generic(0, default: 3, long: 4);
}
