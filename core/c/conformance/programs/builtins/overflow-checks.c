/* __builtin_{add,sub,mul}_overflow: exact result against the type of the target. */
#include <limits.h>
#include <stdio.h>

#define TRY(op, type, a, b)                                                   \
	do {                                                                  \
		type r;                                                       \
		int o = __builtin_##op##_overflow(a, b, &r);                  \
		printf("%s %s(%s, %s): %d %ld\n", #type, #op, #a, #b, o, (long)r); \
	} while (0)

int main(void)
{
	TRY(add, int, INT_MAX, 1);
	TRY(add, int, INT_MAX, 0);
	TRY(add, int, INT_MIN, -1);
	TRY(add, unsigned, UINT_MAX, 1u);
	TRY(add, unsigned, 5, -6);
	TRY(add, unsigned, 5, -5);
	TRY(add, long, INT_MAX, 1);
	TRY(add, long, LONG_MAX, 1L);
	TRY(add, unsigned long, ULONG_MAX, 1UL);
	TRY(add, signed char, 100, 27);
	TRY(add, signed char, 100, 28);
	TRY(add, unsigned char, 200, 100);
	TRY(sub, unsigned, 3u, 4u);
	TRY(sub, int, 3u, 4u);
	TRY(sub, int, INT_MIN, 1);
	TRY(sub, long, LONG_MIN, 1L);
	TRY(sub, unsigned long, 0UL, 1UL);
	TRY(sub, short, -32768, 1);
	TRY(mul, int, 65536, 32768);
	TRY(mul, int, 65536, -32768);
	TRY(mul, unsigned, 65536u, 65536u);
	TRY(mul, long, 1L << 32, 1L << 31);
	TRY(mul, long, 1L << 32, (1L << 31) - 1);
	TRY(mul, long, -(1L << 32), 1L << 31);
	TRY(mul, unsigned long, 1UL << 32, 1UL << 32);
	TRY(mul, unsigned long, 1UL << 32, 0xffffffffUL);
	TRY(mul, unsigned long, -1, 1);
	TRY(mul, short, 300, 300);
	{
		int r;
		if (!__builtin_smul_overflow(46340, 46340, &r))
			printf("%d\n", r);
		if (__builtin_saddl_overflow(LONG_MAX, 1, &(long){ 0 }))
			printf("overflow\n");
		printf("%d\n", __builtin_uadd_overflow(UINT_MAX, 2, (unsigned *)&r));
		printf("%d\n", r);
	}
	return 0;
}
