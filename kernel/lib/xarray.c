// SPDX-License-Identifier: GPL-2.0-or-later
#include <linux/errno.h>
#include <linux/slab.h>
#include <linux/xarray.h>

static void xa_erase_range(struct xarray *xa, unsigned long first, unsigned long last)
{
	struct xa_range **link = &xa->ranges;

	while (*link) {
		struct xa_range *range = *link;

		if (range->first >= first && range->last <= last) {
			*link = range->next;
			kfree(range);
		} else {
			link = &range->next;
		}
	}
}

int xa_store_range(struct xarray *xa, unsigned long first, unsigned long last, void *entry,
		   gfp_t gfp)
{
	struct xa_range *range;

	xa_erase_range(xa, first, last);
	if (!entry)
		return 0;

	range = kmalloc(sizeof(*range), gfp);
	if (!range)
		return -ENOMEM;
	range->first = first;
	range->last = last;
	range->entry = entry;
	range->next = xa->ranges;
	xa->ranges = range;
	return 0;
}

void *xa_load(const struct xarray *xa, unsigned long index)
{
	const struct xa_range *range;

	for (range = xa->ranges; range; range = range->next)
		if (index >= range->first && index <= range->last)
			return range->entry;
	return NULL;
}

void *xa_find(const struct xarray *xa, unsigned long *index, unsigned long max)
{
	const struct xa_range *range, *best = NULL;

	for (range = xa->ranges; range; range = range->next)
		if (range->last >= *index && range->first <= max &&
		    (!best || range->first < best->first))
			best = range;
	if (!best)
		return NULL;
	if (best->first > *index)
		*index = best->first;
	return best->entry;
}

void *xa_erase(struct xarray *xa, unsigned long index)
{
	void *old = xa_load(xa, index);

	xa_erase_range(xa, index, index);
	return old;
}

void xa_erase_all(struct xarray *xa, unsigned long first, unsigned long last)
{
	xa_erase_range(xa, first, last);
}

void *xa_store(struct xarray *xa, unsigned long index, void *entry, gfp_t gfp)
{
	void *old = xa_load(xa, index);
	int err = xa_store_range(xa, index, index, entry, gfp);

	return err ? (void *)((long)err << 2 | 2) : old;
}

void xa_destroy(struct xarray *xa)
{
	xa_erase_range(xa, 0, ~0UL);
}
