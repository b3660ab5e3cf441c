/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef _LINUX_MM_H
#define _LINUX_MM_H

#include <linux/memremap.h>
#include <linux/mmdebug.h>
#include <linux/mmzone.h>
#include <linux/page_ref.h>
#include <linux/string.h>

/* ---- node, zone and last user, in the upper bits of page->flags ---- */

static inline int page_to_nid(const struct page *page)
{
	return (page->flags >> NODES_PGSHIFT) & NODES_MASK;
}

static inline struct zone *page_zone(const struct page *page)
{
	return &NODE_DATA(page_to_nid(page))->node_zones[page_zonenum(page)];
}

static inline void set_page_zone(struct page *page, enum zone_type zone)
{
	page->flags &= ~(ZONES_MASK << ZONES_PGSHIFT);
	page->flags |= ((unsigned long)zone & ZONES_MASK) << ZONES_PGSHIFT;
}

static inline void set_page_node(struct page *page, unsigned long node)
{
	page->flags &= ~(NODES_MASK << NODES_PGSHIFT);
	page->flags |= (node & NODES_MASK) << NODES_PGSHIFT;
}

/* With a virtual memmap the frame number needs no place in the flags. */
static inline void set_page_links(struct page *page, enum zone_type zone, unsigned long node,
				  unsigned long pfn)
{
	set_page_zone(page, zone);
	set_page_node(page, node);
}

/* All ones: nobody has touched the page yet. */
static inline void page_cpupid_reset_last(struct page *page)
{
	page->flags |= LAST_CPUPID_MASK << LAST_CPUPID_PGSHIFT;
}

/* ---- struct pages before and after their life ---- */

static inline void mm_zero_struct_page(struct page *page)
{
	memset(page, 0, sizeof(*page));
}

#ifdef CONFIG_DEBUG_VM
void page_init_poison(struct page *page, size_t size);
#else
static inline void page_init_poison(struct page *page, size_t size)
{
}
#endif

/* ---- folios ---- */

static inline unsigned int folio_order(const struct folio *folio)
{
	if (!folio_test_large(folio))
		return 0;
	return folio->_flags_1 & 0xff;
}

static inline unsigned int compound_order(const struct page *page)
{
	return folio_order((const struct folio *)page);
}

static inline unsigned long folio_nr_pages(const struct folio *folio)
{
	if (!folio_test_large(folio))
		return 1;
	return folio->_folio_nr_pages;
}

static inline unsigned long compound_nr(const struct page *page)
{
	return folio_nr_pages((const struct folio *)page);
}

static inline unsigned long folio_pfn(const struct folio *folio)
{
	return page_to_pfn(&folio->page);
}

/* Which page of the folio this is. */
#define folio_page_idx(folio, page)	((unsigned long)((page) - &(folio)->page))

static inline int folio_entire_mapcount(const struct folio *folio)
{
	return atomic_read(&folio->_entire_mapcount) + 1;
}

/* How many page table entries map any part of the folio. */
static inline int folio_mapcount(const struct folio *folio)
{
	if (!folio_test_large(folio))
		return atomic_read(&folio->_mapcount) + 1;
	return atomic_read(&folio->_large_mapcount) + 1;
}

/* ---- references ---- */

void __folio_put(struct folio *folio);

static inline void folio_get(struct folio *folio)
{
	VM_BUG_ON_FOLIO(folio_ref_count(folio) <= 0, folio);
	folio_ref_inc(folio);
}

static inline bool folio_put_testzero(struct folio *folio)
{
	VM_BUG_ON_FOLIO(folio_ref_count(folio) == 0, folio);
	return folio_ref_dec_and_test(folio);
}

static inline void folio_put(struct folio *folio)
{
	if (folio_put_testzero(folio))
		__folio_put(folio);
}

static inline void get_page(struct page *page)
{
	folio_get(page_folio(page));
}

static inline void put_page(struct page *page)
{
	folio_put(page_folio(page));
}

/* ---- the memory map in virtual memory ---- */

/* One vmemmap page for the head and the first tails, one for all the other tails to share. */
#define VMEMMAP_RESERVE_NR	2

/*
 * Whether most tail pages of a compound device map can share one vmemmap page. That pays only if
 * the struct pages of one compound page fill more than the two pages kept, and the shared page has
 * to come from RAM.
 */
static inline bool vmemmap_can_optimize(struct vmem_altmap *altmap, struct dev_pagemap *pgmap)
{
	unsigned long nr_vmemmap_pages;

	if (!pgmap || !is_power_of_2(sizeof(struct page)))
		return false;

	nr_vmemmap_pages = (pgmap_vmemmap_nr(pgmap) * sizeof(struct page)) >> PAGE_SHIFT;
	return !altmap && nr_vmemmap_pages > VMEMMAP_RESERVE_NR;
}

struct page *__populate_section_memmap(unsigned long pfn, unsigned long nr_pages, int nid,
				       struct vmem_altmap *altmap, struct dev_pagemap *pgmap);
int vmemmap_populate(unsigned long start, unsigned long end, int node,
		     struct vmem_altmap *altmap);
int vmemmap_populate_basepages(unsigned long start, unsigned long end, int node,
			       struct vmem_altmap *altmap);
int vmemmap_populate_hugepages(unsigned long start, unsigned long end, int node,
			       struct vmem_altmap *altmap);
void vmemmap_free(unsigned long start, unsigned long end, struct vmem_altmap *altmap);

#endif
