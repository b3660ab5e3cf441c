/* gcc computes with a bit-field wider than int in the field's own width. */
#include <stdio.h>

static struct s {
	unsigned long long u33 : 33, u40 : 40, u63 : 63;
	long long s33 : 33, s40 : 40;
	unsigned long narrow : 20, exact : 32;
	long snarrow : 31;
} a = { 0x100000000, 0x100000001, -1, -1, 1ll << 39, 5, 0xffffffff, -3 };

int main(void)
{
	printf("%llx %llx %llx\n", (long long)(a.u33 + a.u33), (long long)(a.u40 * a.u40),
	       (long long)(a.u33 * a.u40));
	printf("%llx %llx %llx\n", (long long)(a.u33 - a.u40), (long long)-a.u33, (long long)~a.u40);
	printf("%llx %llx\n", (long long)(a.u40 << 32), (long long)((a.u40 << 8) + (a.u40 >> 32)));
	printf("%d %d %d %d\n", a.narrow - 6 < 0, a.exact - 1 > 0, a.snarrow + 1 < 0, a.u40 - 8 > 0);
	printf("%lld %lld\n", (long long)(a.s33 + a.u33), (long long)(a.s40 * 2));
	printf("%d %d\n", a.s33 < a.u33, a.s40 < a.u33);
	printf("%llx\n", (long long)(a.u63 + a.u63 + 1u));
	printf("%d %d\n", (unsigned int)a.narrow - 6 > 0, (a.narrow = 3) - 4 < 0);
	a.u33++;
	a.u40 += a.u33;
	printf("%llx %llx %llx\n", (long long)a.u33, (long long)a.u40, (long long)--a.u40);
	printf("%zu %zu\n", sizeof(a.u33 + 0), sizeof(a.narrow + 0));
	return 0;
}
