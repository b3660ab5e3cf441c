/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef _LINUX_SLAB_H
#define _LINUX_SLAB_H

#include <linux/gfp.h>

/* Larger objects are blocks of pages of their own. */
#define KMALLOC_MAX_CACHE_SIZE	2048

void *kmalloc(size_t size, gfp_t flags);
void *kzalloc(size_t size, gfp_t flags);
void kfree(const void *object);

/* Zeroed arrays. In the kernel the second may be virtually contiguous only. */
static inline void *kcalloc(size_t n, size_t size, gfp_t flags)
{
	return kzalloc(n * size, flags);
}

#define kvcalloc	kcalloc
#define kvfree		kfree

#endif
