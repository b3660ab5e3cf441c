/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A map from indices to pointers. The kernel's is a radix tree; here a list of index ranges gives
 * the same answers, and readers of this lab care about the answers.
 */
#ifndef _LINUX_XARRAY_H
#define _LINUX_XARRAY_H

#include <linux/gfp.h>

struct xa_range {
	unsigned long first, last;
	void *entry;
	struct xa_range *next;
};

struct xarray {
	struct xa_range *ranges;
};

#define DEFINE_XARRAY(name)	struct xarray name

/* Stores @entry for every index from @first to @last; NULL erases. 0 or a negative error. */
int xa_store_range(struct xarray *xa, unsigned long first, unsigned long last, void *entry,
		   gfp_t gfp);
void *xa_load(const struct xarray *xa, unsigned long index);

#endif
