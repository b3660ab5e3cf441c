// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Pages of RAM. Those for the kernel's own use (tables, struct pages, small objects) have no struct
 * pages in the model; they come from the lower part, block after block, and freed blocks of each
 * order are reused, the last one first. Pages with struct pages come from the upper part by way of
 * the CPU's stock, as in the kernel; below that there is no buddy allocator but fresh blocks. The
 * addresses are the same in every run.
 */
#include <linux/bug.h>
#include <linux/gfp.h>
#include <linux/kasan.h>
#include <linux/memcontrol.h>
#include <linux/mm.h>
#include <linux/pfn.h>
#include <linux/string.h>
#include "internal.h"

#define MAX_PAGE_ORDER	10

#define PCP_BATCH	32UL
#define PAGEBLOCK_PAGES	512UL
#define MANAGED_PAGES	((MANAGED_END - MANAGED_START) >> PAGE_SHIFT)

/* The kernel's image ends below, the reserved part of low RAM begins above. */
#define FIRST_FREE	0x02000000UL
#define END_OF_RAM	MANAGED_START

static unsigned long next_free = FIRST_FREE;

/* A free block's first word links to the next one. */
static unsigned long free_list[MAX_PAGE_ORDER + 1];

static unsigned long take_freed_block(unsigned int order)
{
	unsigned long addr = free_list[order];

	if (addr) {
		kasan_unpoison((void *)addr, PAGE_SIZE << order);
		free_list[order] = *(unsigned long *)addr;
	}
	return addr;
}

static unsigned long take_fresh_block(unsigned int order)
{
	unsigned long size = PAGE_SIZE << order;
	unsigned long start = ALIGN(next_free, size);

	if (start + size > END_OF_RAM)
		return 0;
	next_free = start + size;
	return (unsigned long)__va(start);
}

unsigned long __get_free_pages(gfp_t gfp_mask, unsigned int order)
{
	unsigned long addr;

	if (WARN_ON_ONCE(order > MAX_PAGE_ORDER))
		return 0;

	addr = take_freed_block(order);
	if (!addr)
		addr = take_fresh_block(order);
	if (addr && (gfp_mask & __GFP_ZERO))
		memset((void *)addr, 0, PAGE_SIZE << order);
	return addr;
}

unsigned long get_zeroed_page(gfp_t gfp_mask)
{
	return __get_free_pages(gfp_mask | __GFP_ZERO, 0);
}

void free_pages(unsigned long addr, unsigned int order)
{
	if (!addr)
		return;
	*(unsigned long *)addr = free_list[order];
	free_list[order] = addr;
	kasan_poison((void *)addr, PAGE_SIZE << order);
}

/* ---- pages with a struct page ---- */

/* What each block is used for, plus 1; 0 is a block that nobody has taken. */
static u8 pageblock_type[MANAGED_PAGES / PAGEBLOCK_PAGES];
static unsigned long next_block;

/* The part of the newest block of each type that is not handed out yet. */
static unsigned long block_pfn[MIGRATE_PCPTYPES], block_end[MIGRATE_PCPTYPES];

static u8 *pageblock_of(unsigned long pfn)
{
	return &pageblock_type[(pfn - PHYS_PFN(MANAGED_START)) / PAGEBLOCK_PAGES];
}

static enum migratetype get_pfnblock_migratetype(unsigned long pfn)
{
	return *pageblock_of(pfn) - 1;
}

/* A block for pages of one type; 0 if all are taken. */
static unsigned long take_pageblock(enum migratetype type)
{
	unsigned long pfn = PHYS_PFN(MANAGED_START) + next_block * PAGEBLOCK_PAGES;

	if (next_block == MANAGED_PAGES / PAGEBLOCK_PAGES)
		return 0;
	next_block++;
	*pageblock_of(pfn) = type + 1;
	return pfn;
}

/* Pages that nobody has had; the rest of a block that is too small for the order stays unused. */
static unsigned long take_fresh_pages(unsigned int order, enum migratetype type)
{
	unsigned long pfn = ALIGN(block_pfn[type], 1UL << order);

	if (order == PMD_ORDER)
		return take_pageblock(type);
	if (pfn >= block_end[type]) {
		pfn = take_pageblock(type);
		if (!pfn)
			return 0;
		block_end[type] = pfn + PAGEBLOCK_PAGES;
	}
	block_pfn[type] = pfn + (1UL << order);
	return pfn;
}

static struct list_head *pcp_list(struct per_cpu_pages *pcp, unsigned int order,
				  enum migratetype type)
{
	if (order == PMD_ORDER)
		return &pcp->lists[NR_LOWORDER_PCP_LISTS + (type == MIGRATE_MOVABLE)];
	return &pcp->lists[MIGRATE_PCPTYPES * order + type];
}

/* Stocks up. Struct pages are initialised only now: most of RAM is never used. */
static void rmqueue_bulk(struct zone *zone, struct per_cpu_pages *pcp, unsigned int order,
			 enum migratetype type)
{
	unsigned long batch = max(PCP_BATCH >> order, 1UL);

	while (batch--) {
		unsigned long pfn = take_fresh_pages(order, type), i;

		if (!pfn)
			return;
		for (i = 0; i < 1UL << order; i++) {
			struct page *page = pfn_to_page(pfn + i);

			__init_single_page(page, pfn + i, zone_idx(zone),
					   zone->zone_pgdat->node_id);
			set_page_count(page, 0);
		}
		list_add_tail(&pfn_to_page(pfn)->pcp_list, pcp_list(pcp, order, type));
		pcp->count += 1 << order;
	}
}

static struct page *rmqueue_pcplist(struct zone *zone, unsigned int order, enum migratetype type)
{
	struct per_cpu_pages *pcp = zone->per_cpu_pageset;
	struct list_head *list = pcp_list(pcp, order, type);
	struct page *page;

	if (list_empty(list))
		rmqueue_bulk(zone, pcp, order, type);
	if (list_empty(list))
		return NULL;
	page = list_entry(list->next, struct page, pcp_list);
	list_del(&page->pcp_list);
	pcp->count -= 1 << order;
	return page;
}

void prep_compound_page(struct page *page, unsigned int order)
{
	int i;

	__SetPageHead(page);
	for (i = 1; i < 1 << order; i++)
		prep_compound_tail(page, i);
	prep_compound_head(page, order);
}

static void prep_new_page(struct page *page, unsigned int order, gfp_t gfp_flags)
{
	unsigned int i;

	for (i = 0; i < 1U << order; i++) {
		VM_BUG_ON_PAGE(page[i].flags & PAGE_FLAGS_CHECK_AT_PREP, page + i);
		VM_BUG_ON_PAGE(page_ref_count(page + i), page + i);
	}
	set_page_private(page, 0);
	set_page_count(page, 1);
	kasan_unpoison(__va(PFN_PHYS(page_to_pfn(page))), PAGE_SIZE << order);
	if (gfp_flags & __GFP_ZERO)
		memset(__va(PFN_PHYS(page_to_pfn(page))), 0, PAGE_SIZE << order);
	if (order && (gfp_flags & __GFP_COMP))
		prep_compound_page(page, order);

	/* No page of the reserves for emergencies: that mark shares a word with the list. */
	page->lru.next = NULL;
}

struct page *alloc_pages(gfp_t gfp_mask, unsigned int order)
{
	struct zone *zone = &NODE_DATA(0)->node_zones[ZONE_DMA32];
	enum migratetype type = gfp_mask & __GFP_MOVABLE ? MIGRATE_MOVABLE : MIGRATE_UNMOVABLE;
	struct page *page;

	if (WARN_ON_ONCE(order > PAGE_ALLOC_COSTLY_ORDER && order != PMD_ORDER))
		return NULL;
	page = rmqueue_pcplist(zone, order, type);
	if (page)
		prep_new_page(page, order, gfp_mask);
	return page;
}

struct page *alloc_page_vma(gfp_t gfp_mask, struct vm_area_struct *vma, unsigned long addr)
{
	return alloc_page(gfp_mask);
}

/* Large folios from here can be mapped piece by piece: their counters are kept accordingly. */
struct folio *folio_alloc(gfp_t gfp_mask, unsigned int order)
{
	struct folio *folio = (struct folio *)alloc_pages(gfp_mask | __GFP_COMP, order);

	if (folio && folio_test_large(folio))
		folio_set_large_rmappable(folio);
	return folio;
}

struct folio *vma_alloc_folio(gfp_t gfp_mask, int order, struct vm_area_struct *vma,
			      unsigned long addr)
{
	return folio_alloc(gfp_mask, order);
}

/* What a tail page had of the compound page as a whole must be at rest by now. */
static void free_tail_page_prepare(struct page *head_page, struct page *page)
{
	struct folio *folio = (struct folio *)head_page;

	switch (page - head_page) {
	case 1:
		VM_BUG_ON_PAGE(folio_entire_mapcount(folio), page);
		VM_BUG_ON_PAGE(folio_mapcount(folio), page);
		VM_BUG_ON_PAGE(atomic_read(&folio->_nr_pages_mapped), page);
		VM_BUG_ON_PAGE(atomic_read(&folio->_pincount), page);
		break;
	case 2:
		VM_BUG_ON_PAGE(!list_empty(&folio->_deferred_list), page);
		break;
	case 3:		/* a huge page's own words */
		break;
	default:
		VM_BUG_ON_PAGE(page->mapping != TAIL_MAPPING, page);
	}
	VM_BUG_ON_PAGE(compound_head(page) != head_page, page);
	page->mapping = NULL;
	clear_compound_head(page);
}

/* What the owner left behind goes; the index stays until somebody writes it. */
static void free_pages_prepare(struct page *page, unsigned int order)
{
	bool compound = PageCompound(page);
	unsigned int i;

	VM_BUG_ON_PAGE(PageTail(page), page);
	VM_BUG_ON_PAGE(page_ref_count(page), page);
	VM_BUG_ON_PAGE(atomic_read(&page->_mapcount) != -1, page);
	if (folio_test_mlocked(page_folio(page)))
		folio_clear_mlocked(page_folio(page));
	VM_BUG_ON_PAGE(compound && compound_order(page) != order, page);

	if (compound)
		page[1].flags &= ~PAGE_FLAGS_SECOND;
	for (i = 1; i < 1U << order; i++) {
		if (compound)
			free_tail_page_prepare(page, page + i);
		VM_BUG_ON_PAGE(atomic_read(&page[i]._mapcount) != -1, page + i);
		VM_BUG_ON_PAGE(page[i].mapping, page + i);
		page[i].flags &= ~PAGE_FLAGS_CHECK_AT_PREP;
	}
	if ((unsigned long)page->mapping & PAGE_MAPPING_ANON)
		page->mapping = NULL;
	VM_BUG_ON_PAGE(page->mapping, page);
	page_cpupid_reset_last(page);
	page->flags &= ~PAGE_FLAGS_CHECK_AT_PREP;
	page->private = 0;
	kasan_poison(__va(PFN_PHYS(page_to_pfn(page))), PAGE_SIZE << order);
}

/* Gives pages back that nobody refers to any more. */
void free_unref_page(struct page *page, unsigned int order)
{
	struct per_cpu_pages *pcp = page_zone(page)->per_cpu_pageset;
	enum migratetype type = get_pfnblock_migratetype(page_to_pfn(page));

	free_pages_prepare(page, order);
	list_add(&page->pcp_list, pcp_list(pcp, order, type));
	pcp->count += 1 << order;
}

void __free_page(struct page *page)
{
	if (folio_put_testzero((struct folio *)page))
		free_unref_page(page, 0);
}
