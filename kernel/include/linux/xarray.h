/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A map from indices to pointers: a tree whose nodes have 64 slots each. A slot above the lowest
 * level can hold an entry itself; that stands for all indices below it.
 */
#ifndef _LINUX_XARRAY_H
#define _LINUX_XARRAY_H

#include <linux/gfp.h>

#define XA_CHUNK_SHIFT	6
#define XA_CHUNK_SIZE	(1UL << XA_CHUNK_SHIFT)

struct xa_node {
	unsigned char shift;	/* of the index, to find the slot */
	unsigned char count;	/* slots that hold something */
	void *slots[XA_CHUNK_SIZE];
};

struct xarray {
	unsigned long xa_flags;		/* the kernel has its lock here, too */
	struct xa_node *xa_head;	/* NULL: there are no entries */
};

#define DEFINE_XARRAY(name)	struct xarray name

static inline void xa_init(struct xarray *xa)
{
	xa->xa_head = NULL;
}

/* Small numbers are stored as they are, with bit 0 to tell them from pointers; none reads as 0. */
static inline void *xa_mk_value(unsigned long v)
{
	return (void *)((v << 1) | 1);
}

static inline unsigned long xa_to_value(const void *entry)
{
	return (unsigned long)entry >> 1;
}

/* Two low bits of a stored pointer are the owner's. */
static inline void *xa_tag_pointer(void *p, unsigned long tag)
{
	return (void *)((unsigned long)p | tag);
}

static inline void *xa_untag_pointer(void *entry)
{
	return (void *)((unsigned long)entry & ~3UL);
}

static inline unsigned int xa_pointer_tag(void *entry)
{
	return (unsigned long)entry & 3UL;
}

/* Stores @entry for every index from @first to @last; NULL erases. 0 or a negative error. */
int xa_store_range(struct xarray *xa, unsigned long first, unsigned long last, void *entry,
		   gfp_t gfp);
/* Stores one entry; returns what was there before. */
void *xa_store(struct xarray *xa, unsigned long index, void *entry, gfp_t gfp);
void *xa_erase(struct xarray *xa, unsigned long index);
/* Erases all entries from @first to @last. */
void xa_erase_all(struct xarray *xa, unsigned long first, unsigned long last);
void *xa_load(const struct xarray *xa, unsigned long index);
/* Erases all entries. */
void xa_destroy(struct xarray *xa);
/* The first entry from *index to @max, and in *index where it is; NULL if there is none. */
void *xa_find(const struct xarray *xa, unsigned long *index, unsigned long max);

/* Errors travel in entries, like those of the kernel: shifted, with tag 2. */
static inline bool xa_is_err(const void *entry)
{
	return ((unsigned long)entry & 3) == 2 && (long)entry < 0;
}

static inline int xa_err(void *entry)
{
	return xa_is_err(entry) ? (int)((long)entry >> 2) : 0;
}

#endif
