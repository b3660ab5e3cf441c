/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Adding physical memory to a running kernel, and taking it away. */
#ifndef _LINUX_MEMORY_HOTPLUG_H
#define _LINUX_MEMORY_HOTPLUG_H

#include <linux/memremap.h>

/* What the new memory's struct pages are like. */
struct mhp_params {
	struct vmem_altmap *altmap;
	struct dev_pagemap *pgmap;
};

/* Struct pages only, for memory that the CPU cannot reach. */
int add_pages(int nid, unsigned long start_pfn, unsigned long nr_pages,
	      struct mhp_params *params);
/* Struct pages, and the memory in the direct map. */
int arch_add_memory(int nid, u64 start, u64 size, struct mhp_params *params);
void arch_remove_memory(u64 start, u64 size, struct vmem_altmap *altmap,
			struct dev_pagemap *pgmap);

int __add_pages(int nid, unsigned long pfn, unsigned long nr_pages, struct mhp_params *params);
void __remove_pages(unsigned long pfn, unsigned long nr_pages, struct vmem_altmap *altmap,
		    struct dev_pagemap *pgmap);

void move_pfn_range_to_zone(struct zone *zone, unsigned long start_pfn, unsigned long nr_pages);
void remove_pfn_range_from_zone(struct zone *zone, unsigned long start_pfn,
				unsigned long nr_pages);

int sparse_add_section(int nid, unsigned long start_pfn, unsigned long nr_pages,
		       struct vmem_altmap *altmap, struct dev_pagemap *pgmap);
void sparse_remove_section(unsigned long pfn, unsigned long nr_pages,
			   struct vmem_altmap *altmap, struct dev_pagemap *pgmap);

#endif
