/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * How page->flags is shared out, from the top: node, zone, the last CPU and process that touched
 * the page (for NUMA balancing), generation and tier of the multi-generation LRU, and at the bottom
 * the PG_ flags. With a virtual memmap the section needs no bits.
 */
#ifndef _LINUX_PAGE_FLAGS_LAYOUT_H
#define _LINUX_PAGE_FLAGS_LAYOUT_H

#define NODES_WIDTH		10	/* up to 1024 nodes */
#define ZONES_WIDTH		3
#define LAST_CPUPID_WIDTH	21	/* 8 bits of the process, 13 of the CPU */
#define LRU_GEN_WIDTH		3
#define LRU_REFS_WIDTH		2

#define NODES_PGSHIFT		(64 - NODES_WIDTH)
#define ZONES_PGSHIFT		(NODES_PGSHIFT - ZONES_WIDTH)
#define LAST_CPUPID_PGSHIFT	(ZONES_PGSHIFT - LAST_CPUPID_WIDTH)
#define LRU_GEN_PGOFF		(LAST_CPUPID_PGSHIFT - LRU_GEN_WIDTH)
#define LRU_REFS_PGOFF		(LRU_GEN_PGOFF - LRU_REFS_WIDTH)

#define LRU_GEN_MASK		(((1UL << LRU_GEN_WIDTH) - 1) << LRU_GEN_PGOFF)
#define LRU_REFS_MASK		(((1UL << LRU_REFS_WIDTH) - 1) << LRU_REFS_PGOFF)
#define NODES_MASK		((1UL << NODES_WIDTH) - 1)
#define ZONES_MASK		((1UL << ZONES_WIDTH) - 1)
#define LAST_CPUPID_MASK	((1UL << LAST_CPUPID_WIDTH) - 1)

#endif
