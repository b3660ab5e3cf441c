/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the allocators say of memory: free, or somebody's. Nothing happens here; who reads the
 * recording sees the calls, and every access to memory that is free.
 */
#ifndef _LINUX_KASAN_H
#define _LINUX_KASAN_H

#include <linux/types.h>

static inline void kasan_poison(const void *addr, size_t size)
{
}

static inline void kasan_unpoison(const void *addr, size_t size)
{
}

#endif
