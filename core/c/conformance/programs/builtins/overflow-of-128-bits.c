/* __builtin_*_overflow where an operand or the result has 128 bits. */
#include <stdio.h>

typedef __int128 s128;
typedef unsigned __int128 u128;

static void show(int over, u128 r)
{
	printf("%d %016lx%016lx\n", over, (unsigned long)(r >> 64), (unsigned long)r);
}

int main(void)
{
	s128 s;
	u128 u;
	int i;
	unsigned char c = 4;
	u128 all = ~(u128)0;
	s128 most = all >> 1;
	show(__builtin_add_overflow(most, 1, &s), s);
	show(__builtin_add_overflow(most, 0, &s), s);
	show(__builtin_sub_overflow((u128)3, (u128)4, &u), u);
	show(__builtin_mul_overflow(c, -16, &u), u);
	show(__builtin_mul_overflow(c, -16, &s), s);
	show(__builtin_mul_overflow(all, all, &u), u);
	show(__builtin_mul_overflow((s128)-1, -most - 1, &s), s);
	i = 0;
	show(__builtin_add_overflow((s128)1 << 40, -1, &i), i);
	show(__builtin_add_overflow((s128)7, -1, &i), i);
	return 0;
}
