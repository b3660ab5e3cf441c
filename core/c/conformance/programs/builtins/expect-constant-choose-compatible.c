/* Builtins that talk to the compiler. */
#include <stdio.h>

#define same(a, b) __builtin_types_compatible_p(a, b)
#define size_name(x)                                                            \
	__builtin_choose_expr(sizeof(x) == 1, "byte",                           \
		__builtin_choose_expr(sizeof(x) == 4, "word", "other"))

struct s { int a; };
typedef int integer;
enum e { E };

int main(void)
{
	int i = 3;
	char c = 1;
	const int ci = 2;

	printf("%ld %ld\n", __builtin_expect(i, 0), __builtin_expect(i == 3, 1));
	printf("%d %d %d\n", __builtin_constant_p(5), __builtin_constant_p(2 * 3 - 6),
	       __builtin_constant_p(sizeof(i)));
	printf("%d %d %d %d\n", same(int, integer), same(int, unsigned), same(int, const int),
	       same(char, signed char));
	printf("%d %d %d %d\n", same(int *, const int *), same(int[3], int[]), same(typeof(ci), int),
	       same(struct s, struct s));
	printf("%d %d\n", same(long, long long), same(typeof(&i), int *));
	printf("%s %s %s\n", size_name(c), size_name(i), size_name(1L));
	printf("%d\n", __builtin_choose_expr(1, i, *(int *)0));
	printf("%d\n", __builtin_choose_expr(same(typeof(c), char), c++, c--));
	__builtin_prefetch(&i);
	return 0;
}
