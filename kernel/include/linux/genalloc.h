/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Handing out pieces of memory that is none of the page allocator's: a device's, for example. */
#ifndef _LINUX_GENALLOC_H
#define _LINUX_GENALLOC_H

#include <linux/atomic.h>
#include <linux/list.h>
#include <linux/spinlock.h>

struct gen_pool {
	spinlock_t lock;
	struct list_head chunks;
	int min_alloc_order;	/* smallest piece: 2^this bytes */
};

/* One range of a pool, with a bit for each smallest piece of it. */
struct gen_pool_chunk {
	struct list_head next_chunk;
	atomic_long_t avail;
	phys_addr_t phys_addr;		/* what the owner takes for the physical address */
	void *owner;
	unsigned long start_addr;
	unsigned long end_addr;		/* inclusive */
	unsigned long bits[];
};

struct gen_pool *gen_pool_create(int min_alloc_order, int nid);
/* A piece that is still handed out is a BUG. */
void gen_pool_destroy(struct gen_pool *pool);
int gen_pool_add_owner(struct gen_pool *pool, unsigned long virt, phys_addr_t phys, size_t size,
		       int nid, void *owner);
/* The first piece that is large enough, or 0; *owner is what its range was added with. */
unsigned long gen_pool_alloc_owner(struct gen_pool *pool, size_t size, void **owner);
void gen_pool_free_owner(struct gen_pool *pool, unsigned long addr, size_t size, void **owner);
phys_addr_t gen_pool_virt_to_phys(struct gen_pool *pool, unsigned long addr);
size_t gen_pool_avail(struct gen_pool *pool);
size_t gen_pool_size(struct gen_pool *pool);

static inline void gen_pool_free(struct gen_pool *pool, unsigned long addr, size_t size)
{
	gen_pool_free_owner(pool, addr, size, NULL);
}

#endif
