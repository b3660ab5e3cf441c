/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The modelled machine has one CPU, so a per-CPU variable is one variable and its per-CPU address
 * is its address (on the machines with several CPUs it is an offset into each CPU's area).
 */
#ifndef _LINUX_PERCPU_H
#define _LINUX_PERCPU_H

#include <linux/slab.h>

#define this_cpu_ptr(ptr)	(ptr)

static inline void *__alloc_percpu(size_t size)
{
	return kzalloc(size, GFP_KERNEL);
}

static inline void free_percpu(void *ptr)
{
	kfree(ptr);
}

#endif
