/* The type of `a + b` for every pair of integer types. */
#include <stdio.h>

#define NAME(e)                              \
	_Generic((e),                        \
		int: "int",                  \
		unsigned: "unsigned",        \
		long: "long",                \
		unsigned long: "ulong",      \
		long long: "llong",          \
		unsigned long long: "ullong", \
		default: "other")

#define PAIR(a, b) printf("%s + %s = %s\n", #a, #b, NAME((a)1 + (b)1))
#define ALL(a)                      \
	PAIR(a, char);              \
	PAIR(a, signed char);       \
	PAIR(a, unsigned char);     \
	PAIR(a, short);             \
	PAIR(a, unsigned short);    \
	PAIR(a, int);               \
	PAIR(a, unsigned);          \
	PAIR(a, long);              \
	PAIR(a, unsigned long);     \
	PAIR(a, long long);         \
	PAIR(a, unsigned long long); \
	PAIR(a, _Bool)

int main(void)
{
	ALL(char);
	ALL(unsigned short);
	ALL(int);
	ALL(unsigned);
	ALL(long);
	ALL(unsigned long);
	ALL(long long);
	ALL(unsigned long long);
	ALL(_Bool);
	printf("%s %s %s\n", NAME(~(char)0), NAME(-(unsigned short)1), NAME(+(_Bool)1));
	printf("%s %s %s\n", NAME((char)1 << 1L), NAME(1L << 1), NAME(1u >> 1ULL));
	printf("%s %s\n", NAME(1 ? 1 : 1u), NAME(0 ? (short)1 : (char)2));
	return 0;
}
