/* Value, suffix and base decide the type of a constant. */
#include <stdio.h>

#define T(e)                                  \
	printf("%s: %s\n", #e,                \
	       _Generic((e),                  \
		int: "int",                   \
		unsigned: "unsigned",         \
		long: "long",                 \
		unsigned long: "ulong",       \
		long long: "llong",           \
		unsigned long long: "ullong", \
		char: "char",                 \
		default: "other"))

int main(void)
{
	T(1);
	T(2147483647);
	T(2147483648);
	T(0x7fffffff);
	T(0x80000000);
	T(0xffffffff);
	T(0x100000000);
	T(037777777777);
	T(0x7fffffffffffffff);
	T(0x8000000000000000);
	T(1u);
	T(4294967296u);
	T(1l);
	T(1ul);
	T(1LU);
	T(1ll);
	T(1llu);
	T(0b101);
	T('a');
	T('ab');
	T(-2147483648);
	T(-2147483647 - 1);
	printf("%d %d %d %d\n", 0x10, 010, 10, 0b10);
	printf("%u %lu\n", 0xffffffff, 0xfffffffffffffffful);
	printf("%d %d\n", -2147483648 < 0, 2147483648 > 0);
	return 0;
}
