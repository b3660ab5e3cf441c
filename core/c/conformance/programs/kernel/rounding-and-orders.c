/* Alignment and order arithmetic. */
#include <stdio.h>

#define PAGE_SHIFT 12
#define PAGE_SIZE (1UL << PAGE_SHIFT)
#define PAGE_MASK (~(PAGE_SIZE - 1))
#define __round_mask(x, y) ((__typeof__(x))((y) - 1))
#define round_up(x, y) ((((x) - 1) | __round_mask(x, y)) + 1)
#define round_down(x, y) ((x) & ~__round_mask(x, y))
#define ALIGN(x, a) (((x) + ((typeof(x))(a) - 1)) & ~((typeof(x))(a) - 1))
#define IS_ALIGNED(x, a) (((x) & ((typeof(x))(a) - 1)) == 0)
#define DIV_ROUND_UP(n, d) (((n) + (d) - 1) / (d))
#define is_power_of_2(n) ((n) != 0 && (((n) & ((n) - 1)) == 0))

static int fls64(unsigned long x) { return x ? 64 - __builtin_clzl(x) : 0; }
static int get_order(unsigned long size) { return size ? fls64((size - 1) >> PAGE_SHIFT) : 52; }
static unsigned long roundup_pow_of_two(unsigned long n) { return 1UL << fls64(n - 1); }
static int ilog2(unsigned long n) { return fls64(n) - 1; }

int main(void)
{
	static const unsigned long v[] = { 1, 4095, 4096, 4097, 65536, 65537, 1ul << 40, (1ul << 40) + 1 };
	unsigned i;

	for (i = 0; i < sizeof(v) / sizeof(v[0]); i++)
		printf("%lu: %lu %lu %d %lu %d %d %d\n", v[i], round_up(v[i], PAGE_SIZE), v[i] & PAGE_MASK,
		       get_order(v[i]), roundup_pow_of_two(v[i]), ilog2(v[i]), is_power_of_2(v[i]),
		       IS_ALIGNED(v[i], 4096));
	printf("%d %d %d\n", ALIGN(13, 8), round_down(-13, 8), DIV_ROUND_UP(10, 3));
	printf("%lx\n", ALIGN((unsigned long)0xffff888000000001, PAGE_SIZE));
	return 0;
}
