// SPDX-License-Identifier: GPL-2.0-or-later
#include <linux/bitops.h>
#include <linux/bug.h>
#include <linux/errno.h>
#include <linux/genalloc.h>
#include <linux/math.h>
#include <linux/slab.h>

#ifdef CONFIG_PCI_P2PDMA

#define BIT_WORD(nr)	((nr) / BITS_PER_LONG)
#define BIT_IN_WORD(nr)	((int)((nr) % BITS_PER_LONG))

static bool is_taken(const struct gen_pool_chunk *chunk, unsigned long nr)
{
	return test_bit(BIT_IN_WORD(nr), &chunk->bits[BIT_WORD(nr)]);
}

static unsigned long chunk_size(const struct gen_pool_chunk *chunk)
{
	return chunk->end_addr - chunk->start_addr + 1;
}

static unsigned long pieces(const struct gen_pool *pool, size_t size)
{
	return (size + (1UL << pool->min_alloc_order) - 1) >> pool->min_alloc_order;
}

struct gen_pool *gen_pool_create(int min_alloc_order, int nid)
{
	struct gen_pool *pool = kzalloc(sizeof(*pool), GFP_KERNEL);

	if (!pool)
		return NULL;
	spin_lock_init(&pool->lock);
	INIT_LIST_HEAD(&pool->chunks);
	pool->min_alloc_order = min_alloc_order;
	return pool;
}

int gen_pool_add_owner(struct gen_pool *pool, unsigned long virt, phys_addr_t phys, size_t size,
		       int nid, void *owner)
{
	unsigned long nbits = size >> pool->min_alloc_order;
	struct gen_pool_chunk *chunk;

	chunk = kzalloc(sizeof(*chunk) +
			DIV_ROUND_UP(nbits, BITS_PER_LONG) * sizeof(chunk->bits[0]), GFP_KERNEL);
	if (!chunk)
		return -ENOMEM;
	chunk->phys_addr = phys;
	chunk->start_addr = virt;
	chunk->end_addr = virt + size - 1;
	chunk->owner = owner;
	atomic_long_set(&chunk->avail, size);

	spin_lock(&pool->lock);
	list_add(&chunk->next_chunk, &pool->chunks);
	spin_unlock(&pool->lock);
	return 0;
}

void gen_pool_destroy(struct gen_pool *pool)
{
	while (!list_empty(&pool->chunks)) {
		struct gen_pool_chunk *chunk = list_entry(pool->chunks.next,
							  struct gen_pool_chunk, next_chunk);

		BUG_ON((unsigned long)atomic_long_read(&chunk->avail) != chunk_size(chunk));
		list_del(&chunk->next_chunk);
		kfree(chunk);
	}
	kfree(pool);
}

/* Where @nr free bits in a row begin; the number of all bits if they do nowhere. */
static unsigned long first_fit(const struct gen_pool_chunk *chunk, unsigned long size,
			       unsigned long nr)
{
	unsigned long start, i;

	for (start = 0; start + nr <= size; start += i + 1) {
		for (i = 0; i < nr && !is_taken(chunk, start + i); i++)
			;
		if (i == nr)
			return start;
	}
	return size;
}

unsigned long gen_pool_alloc_owner(struct gen_pool *pool, size_t size, void **owner)
{
	unsigned long nbits = pieces(pool, size);
	struct list_head *pos;

	if (owner)
		*owner = NULL;
	if (!size)
		return 0;

	list_for_each(pos, &pool->chunks) {
		struct gen_pool_chunk *chunk = list_entry(pos, struct gen_pool_chunk, next_chunk);
		unsigned long end_bit = chunk_size(chunk) >> pool->min_alloc_order;
		unsigned long start_bit, bit;

		if (size > (unsigned long)atomic_long_read(&chunk->avail))
			continue;
		start_bit = first_fit(chunk, end_bit, nbits);
		if (start_bit >= end_bit)
			continue;
		for (bit = start_bit; bit < start_bit + nbits; bit++)
			set_bit(BIT_IN_WORD(bit), &chunk->bits[BIT_WORD(bit)]);
		atomic_long_add(-(long)(nbits << pool->min_alloc_order), &chunk->avail);
		if (owner)
			*owner = chunk->owner;
		return chunk->start_addr + (start_bit << pool->min_alloc_order);
	}
	return 0;
}

static struct gen_pool_chunk *chunk_of(struct gen_pool *pool, unsigned long addr)
{
	struct list_head *pos;

	list_for_each(pos, &pool->chunks) {
		struct gen_pool_chunk *chunk = list_entry(pos, struct gen_pool_chunk, next_chunk);

		if (addr >= chunk->start_addr && addr <= chunk->end_addr)
			return chunk;
	}
	return NULL;
}

/* What is free already, or of no range of the pool, is a BUG. */
void gen_pool_free_owner(struct gen_pool *pool, unsigned long addr, size_t size, void **owner)
{
	struct gen_pool_chunk *chunk = chunk_of(pool, addr);
	unsigned long nbits = pieces(pool, size);
	unsigned long start_bit, bit;

	BUG_ON(!chunk);
	BUG_ON(addr + size - 1 > chunk->end_addr);
	start_bit = (addr - chunk->start_addr) >> pool->min_alloc_order;
	for (bit = start_bit; bit < start_bit + nbits; bit++)
		BUG_ON(!test_and_clear_bit(BIT_IN_WORD(bit), &chunk->bits[BIT_WORD(bit)]));
	atomic_long_add(nbits << pool->min_alloc_order, &chunk->avail);
	if (owner)
		*owner = chunk->owner;
}

phys_addr_t gen_pool_virt_to_phys(struct gen_pool *pool, unsigned long addr)
{
	struct gen_pool_chunk *chunk = chunk_of(pool, addr);

	return chunk ? chunk->phys_addr + (addr - chunk->start_addr) : (phys_addr_t)-1;
}

size_t gen_pool_avail(struct gen_pool *pool)
{
	struct list_head *pos;
	size_t avail = 0;

	list_for_each(pos, &pool->chunks)
		avail += atomic_long_read(&list_entry(pos, struct gen_pool_chunk,
						      next_chunk)->avail);
	return avail;
}

size_t gen_pool_size(struct gen_pool *pool)
{
	struct list_head *pos;
	size_t size = 0;

	list_for_each(pos, &pool->chunks)
		size += chunk_size(list_entry(pos, struct gen_pool_chunk, next_chunk));
	return size;
}

#endif
