// SPDX-License-Identifier: GPL-2.0-or-later
/* Struct pages in their first state, and the node that they belong to. */
#include <linux/gfp.h>
#include <linux/memory_hotplug.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include "internal.h"

#define ZONE(index, zone_name)	[index] = { .name = zone_name, .zone_pgdat = &node0 }

static struct pglist_data node0 = {
	.node_id = 0,
	.node_zones = {
		ZONE(ZONE_DMA, "DMA"),
		ZONE(ZONE_DMA32, "DMA32"),
		ZONE(ZONE_NORMAL, "Normal"),
		ZONE(ZONE_MOVABLE, "Movable"),
#ifdef CONFIG_ZONE_DEVICE
		ZONE(ZONE_DEVICE, "Device"),
#endif
	},
};

struct pglist_data *node_data[MAX_NUMNODES] = { &node0 };

void __init_single_page(struct page *page, unsigned long pfn, unsigned long zone, int nid)
{
	mm_zero_struct_page(page);
	set_page_links(page, zone, nid, pfn);
	init_page_count(page);
	atomic_set(&page->_mapcount, -1);
	page_cpupid_reset_last(page);
	INIT_LIST_HEAD(&page->lru);
}

#ifdef CONFIG_ZONE_DEVICE
static void __init_zone_device_page(struct page *page, unsigned long pfn,
				    unsigned long zone_idx, int nid,
				    struct dev_pagemap *pgmap)
{
	__init_single_page(page, pfn, zone_idx, nid);

	/* No page of the page allocator, now or later. Nobody else sees it yet. */
	__SetPageReserved(page);

	/*
	 * Both words were the list links until now: a device page is never on a list, so they are
	 * free for the way back to the map and for the driver.
	 */
	page->pgmap = pgmap;
	page->zone_device_data = NULL;

	/*
	 * Drivers of these types take pages from their own free list and count from zero:
	 * zone_device_page_init() gives out the first reference.
	 */
	if (pgmap->type == MEMORY_DEVICE_PRIVATE ||
	    pgmap->type == MEMORY_DEVICE_COHERENT)
		set_page_count(page, 0);
}

/*
 * How many struct pages of one compound page there really are. Where tails share a vmemmap page
 * (see vmemmap_populate_compound_pages()), initialising one page full of tails has initialised
 * them all. A section from boot time has its memmap in full.
 */
static inline unsigned long compound_nr_pages(unsigned long pfn, struct vmem_altmap *altmap,
					      struct dev_pagemap *pgmap)
{
	if (early_section(__pfn_to_section(pfn)) || !vmemmap_can_optimize(altmap, pgmap))
		return pgmap_vmemmap_nr(pgmap);

	return VMEMMAP_RESERVE_NR * (PAGE_SIZE / sizeof(struct page));
}

static void memmap_init_compound(struct page *head, unsigned long head_pfn,
				 unsigned long zone_idx, int nid,
				 struct dev_pagemap *pgmap, unsigned long nr_pages)
{
	unsigned long pfn, end_pfn = head_pfn + nr_pages;
	unsigned int order = pgmap->vmemmap_shift;

	__SetPageHead(head);
	for (pfn = head_pfn + 1; pfn < end_pfn; pfn++) {
		struct page *page = pfn_to_page(pfn);

		__init_zone_device_page(page, pfn, zone_idx, nid, pgmap);
		prep_compound_tail(head, pfn - head_pfn);
		set_page_count(page, 0);

		/* Order and counters live in the first tail: not before it is initialised. */
		if (pfn == head_pfn + 1)
			prep_compound_head(head, order);
	}
}

/* Every struct page of a device map that was just added. */
void memmap_init_zone_device(struct zone *zone, unsigned long start_pfn,
			     unsigned long nr_pages, struct dev_pagemap *pgmap)
{
	unsigned long pfn, end_pfn = start_pfn + nr_pages;
	struct vmem_altmap *altmap = pgmap_altmap(pgmap);
	unsigned long pfns_per_compound = pgmap_vmemmap_nr(pgmap);
	unsigned long zone_idx = zone_idx(zone);
	int nid = zone->zone_pgdat->node_id;

	if (WARN_ON_ONCE(zone_idx != ZONE_DEVICE))
		return;

	/* The first frames hold the memmap itself and are not handed out. */
	if (altmap)
		start_pfn = altmap->base_pfn + vmem_altmap_offset(altmap);

	for (pfn = start_pfn; pfn < end_pfn; pfn += pfns_per_compound) {
		struct page *page = pfn_to_page(pfn);

		__init_zone_device_page(page, pfn, zone_idx, nid, pgmap);
		if (pfns_per_compound == 1)
			continue;
		memmap_init_compound(page, pfn, zone_idx, nid, pgmap,
				     compound_nr_pages(pfn, altmap, pgmap));
	}
}
#endif

/* ---- RAM at boot ---- */

unsigned long zero_pfn;

static void zone_pcp_init(struct zone *zone)
{
	struct per_cpu_pages *pcp = kzalloc(sizeof(*pcp), GFP_KERNEL);
	int i;

	for (i = 0; i < NR_PCP_LISTS; i++)
		INIT_LIST_HEAD(&pcp->lists[i]);
	zone->per_cpu_pageset = pcp;
}

/* Every process may read this page; nobody owns it, and it is never freed. */
static void init_zero_pfn(void)
{
	struct page *page = alloc_page(GFP_KERNEL | __GFP_ZERO);

	zero_pfn = page_to_pfn(page);
	__init_single_page(page, zero_pfn, ZONE_DMA32, 0);
	__SetPageReserved(page);
}

/* Struct pages for the part of RAM that programs get, and a way to hand it out. */
void mem_init(void)
{
	struct zone *zone = &NODE_DATA(0)->node_zones[ZONE_DMA32];
	unsigned long pfn = PHYS_PFN(MANAGED_START);
	unsigned long nr_pages = PHYS_PFN(MANAGED_END) - pfn;
	struct mhp_params params = { 0 };

	BUG_ON(__add_pages(0, pfn, nr_pages, &params));
	zone->zone_start_pfn = pfn;
	zone->spanned_pages = nr_pages;
	zone_pcp_init(zone);
	init_zero_pfn();
}
