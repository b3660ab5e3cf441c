/* FIELD_PREP and FIELD_GET, packing zone, node and cpu into flags. */
#include <stdio.h>

#define __bf_shf(x) (__builtin_ffsll(x) - 1)
#define GENMASK(h, l) ((~0UL << (l)) & (~0UL >> (63 - (h))))
#define FIELD_PREP(mask, val) (((typeof(mask))(val) << __bf_shf(mask)) & (mask))
#define FIELD_GET(mask, reg) ((typeof(mask))(((reg) & (mask)) >> __bf_shf(mask)))
#define NODES_SHIFT 10
#define ZONES_SHIFT 3
#define LAST_CPUPID_WIDTH 21
#define NODES_PGOFF (64 - NODES_SHIFT)
#define ZONES_PGOFF (NODES_PGOFF - ZONES_SHIFT)
#define CPUPID_PGOFF (ZONES_PGOFF - LAST_CPUPID_WIDTH)
#define ZONES_MASK ((1UL << ZONES_SHIFT) - 1)

static unsigned long make(unsigned node, unsigned zone, unsigned cpupid, unsigned long flags)
{
	return (unsigned long)node << NODES_PGOFF | (unsigned long)zone << ZONES_PGOFF |
	       (cpupid & ((1UL << LAST_CPUPID_WIDTH) - 1)) << CPUPID_PGOFF | flags;
}

int main(void)
{
	unsigned long f = make(1, 4, -1, 0x8000);

	printf("%lx\n", f);
	printf("%lu %lu\n", f >> NODES_PGOFF, f >> ZONES_PGOFF & ZONES_MASK);
	f &= ~(ZONES_MASK << ZONES_PGOFF);
	f |= (2 & ZONES_MASK) << ZONES_PGOFF;
	printf("%lx\n", f);
	printf("%lx %lx\n", FIELD_PREP(GENMASK(15, 8), 0x1ab), FIELD_GET(GENMASK(15, 8), 0x123456ul));
	printf("%x\n", FIELD_GET(0xff0u, 0xabcdu));
	return 0;
}
