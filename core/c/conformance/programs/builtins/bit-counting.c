/* ffs, clz, ctz, popcount, parity and clrsb at both widths. */
#include <stdio.h>

int main(void)
{
	static const unsigned long v[] = { 1, 2, 3, 0x80, 0xff00, 0x7fffffff, 0x80000000, 0xffffffff,
					   0x100000000, 0x123456789abcdef0, 0x8000000000000000,
					   0xffffffffffffffff };
	unsigned i;

	for (i = 0; i < sizeof(v) / sizeof(v[0]); i++) {
		unsigned long l = v[i];
		unsigned u = (unsigned)(l ^ l >> 32) | 1u << i;

		printf("%u: %d %d %d %d %d %d | ", u, __builtin_ffs((int)u), __builtin_clz(u),
		       __builtin_ctz(u), __builtin_popcount(u), __builtin_parity(u),
		       __builtin_clrsb((int)u));
		printf("%d %d %d %d %d %d\n", __builtin_ffsl((long)l), __builtin_clzl(l),
		       __builtin_ctzll(l), __builtin_popcountl(l), __builtin_parityl(l),
		       __builtin_clrsbl((long)l));
	}
	printf("%d %d %d\n", __builtin_ffs(0), __builtin_ffsll(0), __builtin_popcount(0));
	_Static_assert(__builtin_popcount(0xff) == 8, "constant");
	return 0;
}
