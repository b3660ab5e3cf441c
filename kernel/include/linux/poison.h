/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Values that no valid pointer has, so that a stale use faults and a reader of a dump recognises
 * what happened.
 */
#ifndef _LINUX_POISON_H
#define _LINUX_POISON_H

#define POISON_POINTER_DELTA	0xdead000000000000UL

/* A list entry after list_del(). */
#define LIST_POISON1	((void *)(0x100 + POISON_POINTER_DELTA))
#define LIST_POISON2	((void *)(0x122 + POISON_POINTER_DELTA))

/* page->mapping of a tail page. */
#define TAIL_MAPPING	((void *)(0x400 + POISON_POINTER_DELTA))

/* Every byte of a struct page that is not initialised (CONFIG_DEBUG_VM). */
#define PAGE_POISON_BYTE	0xff

#endif
