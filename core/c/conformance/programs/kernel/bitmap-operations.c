/* Bitmaps over arrays of long: set, clear, test, find, count. */
#include <stdio.h>
#include <string.h>

#define BITS_PER_LONG 64
#define BIT_WORD(nr) ((nr) / BITS_PER_LONG)
#define BIT_MASK(nr) (1UL << ((nr) % BITS_PER_LONG))
#define BITS_TO_LONGS(n) (((n) + BITS_PER_LONG - 1) / BITS_PER_LONG)
#define DECLARE_BITMAP(name, bits) unsigned long name[BITS_TO_LONGS(bits)]
#define GENMASK(h, l) ((~0UL << (l)) & (~0UL >> (BITS_PER_LONG - 1 - (h))))
#define for_each_set_bit(bit, addr, size)                                     \
	for ((bit) = find_next_bit((addr), (size), 0); (bit) < (size);        \
	     (bit) = find_next_bit((addr), (size), (bit) + 1))

static void set_bit(unsigned nr, unsigned long *map) { map[BIT_WORD(nr)] |= BIT_MASK(nr); }
static void clear_bit(unsigned nr, unsigned long *map) { map[BIT_WORD(nr)] &= ~BIT_MASK(nr); }
static int test_bit(unsigned nr, const unsigned long *map) { return 1 & (map[BIT_WORD(nr)] >> (nr & 63)); }

static unsigned long find_next_bit(const unsigned long *map, unsigned long size, unsigned long from)
{
	unsigned long word;

	if (from >= size)
		return size;
	word = map[BIT_WORD(from)] & (~0UL << (from % BITS_PER_LONG));
	from -= from % BITS_PER_LONG;
	while (!word) {
		from += BITS_PER_LONG;
		if (from >= size)
			return size;
		word = map[BIT_WORD(from)];
	}
	from += __builtin_ctzl(word);
	return from < size ? from : size;
}

int main(void)
{
	DECLARE_BITMAP(map, 200);
	unsigned long bit;
	unsigned i, weight = 0;

	memset(map, 0, sizeof(map));
	for (i = 0; i < 200; i += 17)
		set_bit(i, map);
	set_bit(63, map);
	set_bit(64, map);
	clear_bit(34, map);
	for_each_set_bit(bit, map, 200)
		printf("%lu ", bit);
	printf("\n");
	for (i = 0; i < BITS_TO_LONGS(200); i++)
		weight += __builtin_popcountl(map[i]);
	printf("%u %d %d %zu\n", weight, test_bit(63, map), test_bit(65, map), sizeof(map));
	printf("%lx %lx %lx\n", GENMASK(7, 4), GENMASK(63, 60), GENMASK(63, 0));
	return 0;
}
