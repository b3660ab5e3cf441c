/* Locals of every type lie at addresses their alignment allows. */
#include <stdio.h>

#define CHECK(type)                                                              \
	do {                                                                     \
		char before;                                                     \
		type v;                                                          \
		char after;                                                      \
		before = after = 0;                                              \
		(void)&before, (void)&after;                                     \
		printf("%s %d %zu\n", #type, (int)((unsigned long)&v % _Alignof(type)), _Alignof(type)); \
	} while (0)

struct s { char c; long l; };
union u { char c; double d; };

int main(void)
{
	CHECK(char);
	CHECK(short);
	CHECK(int);
	CHECK(long);
	CHECK(float);
	CHECK(double);
	CHECK(char *);
	CHECK(struct s);
	CHECK(union u);
	CHECK(_Bool);
	return 0;
}
