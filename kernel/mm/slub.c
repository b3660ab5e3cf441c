// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Small objects in the direct map. Each size has its own pages; the first slot of a page holds a
 * pointer to its cache, which is how kfree() finds it (the kernel keeps it in the struct page).
 * Larger objects are blocks of pages; there that word is the block's order.
 */
#include <linux/bitops.h>
#include <linux/bug.h>
#include <linux/kasan.h>
#include <linux/pfn.h>
#include <linux/slab.h>
#include <linux/string.h>

struct kmem_cache {
	unsigned int size;
	/* Freed objects, the last one first; each links to the next through its first word. */
	void *freelist;
	/* The part of the newest page that was never used. */
	unsigned long fresh, fresh_end;
};

static struct kmem_cache kmalloc_caches[] = {
	{ .size = 16 }, { .size = 32 }, { .size = 64 }, { .size = 96 }, { .size = 128 },
	{ .size = 192 }, { .size = 256 }, { .size = 512 }, { .size = 1024 }, { .size = 2048 },
};

static struct kmem_cache *kmalloc_slab(size_t size)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(kmalloc_caches); i++)
		if (size <= kmalloc_caches[i].size)
			return &kmalloc_caches[i];
	return NULL;
}

static bool new_slab(struct kmem_cache *s, gfp_t flags)
{
	unsigned long page = __get_free_pages(flags, 0);

	if (!page)
		return false;
	*(struct kmem_cache **)page = s;
	s->fresh = page + s->size;
	s->fresh_end = page + PAGE_SIZE;
	return true;
}

static void *slab_alloc(struct kmem_cache *s, gfp_t flags)
{
	void *object = s->freelist;

	if (object) {
		kasan_unpoison(object, s->size);
		s->freelist = *(void **)object;
		return object;
	}
	if (s->fresh + s->size > s->fresh_end && !new_slab(s, flags))
		return NULL;
	object = (void *)s->fresh;
	s->fresh += s->size;
	return object;
}

/* Bit 0 tells an order from the address of a cache. */
#define LARGE_ORDER(order)	((unsigned long)(order) << 1 | 1)
#define LARGE_HEADER		64UL

static void *kmalloc_large(size_t size, gfp_t flags)
{
	unsigned int order = 0;
	unsigned long block;

	while ((PAGE_SIZE << order) < size + LARGE_HEADER)
		order++;
	block = __get_free_pages(flags & ~__GFP_ZERO, order);
	if (!block)
		return NULL;
	*(unsigned long *)block = LARGE_ORDER(order);
	return (void *)(block + LARGE_HEADER);
}

void *kmalloc(size_t size, gfp_t flags)
{
	struct kmem_cache *s = kmalloc_slab(size);

	return s ? slab_alloc(s, flags) : kmalloc_large(size, flags);
}

void *kzalloc(size_t size, gfp_t flags)
{
	void *object = kmalloc(size, flags);

	if (object)
		memset(object, 0, size);
	return object;
}

void kfree(const void *object)
{
	unsigned long page = (unsigned long)object & PAGE_MASK;
	struct kmem_cache *s;

	if (!object)
		return;
	s = *(struct kmem_cache **)page;
	if ((unsigned long)s & 1) {
		free_pages(page, (unsigned long)s >> 1);
		return;
	}
	*(void **)object = s->freelist;
	s->freelist = (void *)object;
	kasan_poison(object, s->size);
}
