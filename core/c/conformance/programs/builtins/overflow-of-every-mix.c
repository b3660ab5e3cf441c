/* Overflow builtins with every mix of integer types, on values at the edges; one line per mix. */
#include <stdio.h>

static const unsigned long edges[] = {
	0, 1, 2, 3, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xffffffff,
	0x100000000, 0x123456789abcdef, 0x7fffffffffffffff, 0x8000000000000000, 0x8000000000000001,
	0xfffffffffffffffe, 0xffffffffffffffff,
};

#define COUNT (sizeof(edges) / sizeof(edges[0]))
#define MIX(A, B, R)                                                               \
	do {                                                                       \
		unsigned long sum = 0;                                             \
		unsigned i, j, over = 0;                                           \
		for (i = 0; i < COUNT; i++)                                        \
			for (j = 0; j < COUNT; j++) {                              \
				A a = (A)edges[i];                                 \
				B b = (B)edges[j];                                 \
				R r;                                               \
				over += __builtin_add_overflow(a, b, &r);          \
				sum = sum * 31 + (unsigned long)r + over;          \
				over += __builtin_sub_overflow(a, b, &r);          \
				sum = sum * 31 + (unsigned long)r + over;          \
				over += __builtin_mul_overflow(a, b, &r);          \
				sum = sum * 31 + (unsigned long)r + over;          \
			}                                                          \
		printf("%s %s %s: %u %lx\n", #A, #B, #R, over, sum);               \
	} while (0)
#define RESULTS(A, B)            \
	MIX(A, B, signed char);  \
	MIX(A, B, unsigned short); \
	MIX(A, B, int);          \
	MIX(A, B, unsigned);     \
	MIX(A, B, long);         \
	MIX(A, B, unsigned long)
#define SECONDS(A)               \
	RESULTS(A, short);       \
	RESULTS(A, unsigned char); \
	RESULTS(A, int);         \
	RESULTS(A, unsigned);    \
	RESULTS(A, long);        \
	RESULTS(A, unsigned long)

int main(void)
{
	SECONDS(signed char);
	SECONDS(int);
	SECONDS(unsigned);
	SECONDS(long);
	SECONDS(unsigned long);
	return 0;
}
