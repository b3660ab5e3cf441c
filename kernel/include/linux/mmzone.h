/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Nodes, zones and sections: how physical memory is divided up. */
#ifndef _LINUX_MMZONE_H
#define _LINUX_MMZONE_H

#include <linux/memory_model.h>
#include <linux/mm_types.h>
#include <linux/page-flags.h>
#include <asm/sparsemem.h>

enum zone_type {
	ZONE_DMA,
	ZONE_DMA32,
	ZONE_NORMAL,
	ZONE_MOVABLE,
#ifdef CONFIG_ZONE_DEVICE
	ZONE_DEVICE,		/* pages of device drivers: the page allocator never sees them */
#endif
	__MAX_NR_ZONES,
};
#define MAX_NR_ZONES	__MAX_NR_ZONES

struct pglist_data;
struct per_cpu_pages;

/* What pages of a block are used for: those that can be moved are kept apart from the others. */
enum migratetype {
	MIGRATE_UNMOVABLE,
	MIGRATE_MOVABLE,
	MIGRATE_RECLAIMABLE,
	MIGRATE_PCPTYPES,
};

/* A CPU's stock of free blocks: those of a few pages, and those that a PMD maps. */
#define PAGE_ALLOC_COSTLY_ORDER	3
#define NR_LOWORDER_PCP_LISTS	(MIGRATE_PCPTYPES * (PAGE_ALLOC_COSTLY_ORDER + 1))
#define NR_PCP_THP	2	/* movable, and all others */
#define NR_PCP_LISTS	(NR_LOWORDER_PCP_LISTS + NR_PCP_THP)

struct per_cpu_pages {
	int count;		/* in pages */
	struct list_head lists[NR_PCP_LISTS];
};

struct zone {
	struct pglist_data *zone_pgdat;
	struct per_cpu_pages *per_cpu_pageset;
	unsigned long zone_start_pfn;
	unsigned long spanned_pages;
	const char *name;
};

struct pglist_data {
	struct zone node_zones[MAX_NR_ZONES];
	int node_id;
};
typedef struct pglist_data pg_data_t;

/* The modelled machine has one node. */
#define MAX_NUMNODES	1
extern struct pglist_data *node_data[MAX_NUMNODES];

#define NODE_DATA(nid)		(node_data[nid])
#define zone_idx(zone)		((zone) - (zone)->zone_pgdat->node_zones)

static inline bool zone_is_zone_device(const struct zone *zone)
{
#ifdef CONFIG_ZONE_DEVICE
	return zone_idx(zone) == ZONE_DEVICE;
#else
	return false;
#endif
}

static inline int numa_mem_id(void)
{
	return 0;
}

/* ---- sections and their subsections ---- */

#define PFN_SECTION_SHIFT	(SECTION_SIZE_BITS - PAGE_SHIFT)
#define PAGES_PER_SECTION	(1UL << PFN_SECTION_SHIFT)
#define SECTION_ALIGN_UP(pfn)	ALIGN(pfn, PAGES_PER_SECTION)

/* The smallest piece of memory that can be added: 2 MiB. */
#define SUBSECTION_SHIFT	21
#define SUBSECTION_SIZE		(1UL << SUBSECTION_SHIFT)
#define PFN_SUBSECTION_SHIFT	(SUBSECTION_SHIFT - PAGE_SHIFT)
#define PAGES_PER_SUBSECTION	(1UL << PFN_SUBSECTION_SHIFT)

#define pfn_to_section_nr(pfn)	((pfn) >> PFN_SECTION_SHIFT)
#define section_nr_to_pfn(nr)	((nr) << PFN_SECTION_SHIFT)

struct mem_section_usage {
	/* One bit for each of the 64 subsections that has memory. */
	unsigned long subsection_map;
};

struct mem_section {
	/* The section's memmap as if it started at frame 0, with the bits below. */
	unsigned long section_mem_map;
	struct mem_section_usage *usage;
};

#define SECTION_MARKED_PRESENT	BIT(0)
#define SECTION_HAS_MEM_MAP	BIT(1)
#define SECTION_IS_ONLINE	BIT(2)
#define SECTION_IS_EARLY	BIT(3)	/* was there at boot: its memmap is never taken down */

/* Two levels, the second made on demand: most of the address space is empty. */
#define SECTIONS_PER_ROOT	(PAGE_SIZE / sizeof(struct mem_section))
#define NR_MEM_SECTIONS		(1UL << (MAX_PHYSMEM_BITS - SECTION_SIZE_BITS))
#define NR_SECTION_ROOTS	(NR_MEM_SECTIONS / SECTIONS_PER_ROOT)
extern struct mem_section *mem_section[NR_SECTION_ROOTS];

static inline struct mem_section *__nr_to_section(unsigned long nr)
{
	struct mem_section *root = mem_section[nr / SECTIONS_PER_ROOT];

	return root ? &root[nr % SECTIONS_PER_ROOT] : NULL;
}

static inline struct mem_section *__pfn_to_section(unsigned long pfn)
{
	return __nr_to_section(pfn_to_section_nr(pfn));
}

static inline bool valid_section(const struct mem_section *section)
{
	return section && (section->section_mem_map & SECTION_HAS_MEM_MAP);
}

static inline bool early_section(const struct mem_section *section)
{
	return section && (section->section_mem_map & SECTION_IS_EARLY);
}

/* ---- which zone a page is in ---- */

static inline enum zone_type page_zonenum(const struct page *page)
{
	return (page->flags >> ZONES_PGSHIFT) & ZONES_MASK;
}

static inline enum zone_type folio_zonenum(const struct folio *folio)
{
	return page_zonenum(&folio->page);
}

#ifdef CONFIG_ZONE_DEVICE
static inline bool is_zone_device_page(const struct page *page)
{
	return page_zonenum(page) == ZONE_DEVICE;
}

/*
 * Whether two neighbouring pages may share one entry of a scatter list or bvec: whoever gets the
 * entry asks only its first page for the device map, so the map must be the same for all of them.
 * Pages that are no device pages have no map to disagree about.
 */
static inline bool zone_device_pages_have_same_pgmap(const struct page *a,
						     const struct page *b)
{
	if (is_zone_device_page(a) != is_zone_device_page(b))
		return false;
	if (!is_zone_device_page(a))
		return true;
	return a->pgmap == b->pgmap;
}

void memmap_init_zone_device(struct zone *zone, unsigned long start_pfn,
			     unsigned long nr_pages, struct dev_pagemap *pgmap);
#else
static inline bool is_zone_device_page(const struct page *page)
{
	return false;
}

static inline bool zone_device_pages_have_same_pgmap(const struct page *a,
						     const struct page *b)
{
	return true;
}
#endif

static inline bool folio_is_zone_device(const struct folio *folio)
{
	return is_zone_device_page(&folio->page);
}

#endif
