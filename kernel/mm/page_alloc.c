// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Pages of RAM. Those for the kernel's own use (tables, struct pages, small objects) have no struct
 * pages in the model; they come from the lower part, block after block, and freed blocks of each
 * order are reused, the last one first. Pages with a struct page come from the upper part, one at
 * a time, by way of the CPU's stock as in the kernel; below that there is no buddy allocator but
 * fresh blocks. The addresses are the same in every run.
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

static bool take_pageblock(enum migratetype type)
{
	unsigned long pfn = PHYS_PFN(MANAGED_START) + next_block * PAGEBLOCK_PAGES;

	if (next_block == MANAGED_PAGES / PAGEBLOCK_PAGES)
		return false;
	next_block++;
	*pageblock_of(pfn) = type + 1;
	block_pfn[type] = pfn;
	block_end[type] = pfn + PAGEBLOCK_PAGES;
	return true;
}

/* Stocks up. Struct pages are initialised only now: most of RAM is never used. */
static void rmqueue_bulk(struct zone *zone, struct per_cpu_pages *pcp, enum migratetype type)
{
	unsigned long i;

	if (block_pfn[type] == block_end[type] && !take_pageblock(type))
		return;
	for (i = 0; i < PCP_BATCH; i++) {
		unsigned long pfn = block_pfn[type]++;
		struct page *page = pfn_to_page(pfn);

		__init_single_page(page, pfn, zone_idx(zone), zone->zone_pgdat->node_id);
		set_page_count(page, 0);
		list_add_tail(&page->pcp_list, &pcp->lists[type]);
		pcp->count++;
	}
}

static struct page *rmqueue_pcplist(struct zone *zone, enum migratetype type)
{
	struct per_cpu_pages *pcp = zone->per_cpu_pageset;
	struct list_head *list = &pcp->lists[type];
	struct page *page;

	if (list_empty(list))
		rmqueue_bulk(zone, pcp, type);
	if (list_empty(list))
		return NULL;
	page = list_entry(list->next, struct page, pcp_list);
	list_del(&page->pcp_list);
	pcp->count--;
	return page;
}

static void prep_new_page(struct page *page, gfp_t gfp_flags)
{
	VM_BUG_ON_PAGE(page->flags & PAGE_FLAGS_CHECK_AT_PREP, page);
	set_page_private(page, 0);
	VM_BUG_ON_PAGE(page_ref_count(page), page);
	set_page_count(page, 1);
	kasan_unpoison(__va(PFN_PHYS(page_to_pfn(page))), PAGE_SIZE);
	if (gfp_flags & __GFP_ZERO)
		memset(__va(PFN_PHYS(page_to_pfn(page))), 0, PAGE_SIZE);

	/* No page of the reserves for emergencies: that mark shares a word with the list. */
	page->lru.next = NULL;
}

struct page *alloc_page(gfp_t gfp_mask)
{
	struct zone *zone = &NODE_DATA(0)->node_zones[ZONE_DMA32];
	enum migratetype type = gfp_mask & __GFP_MOVABLE ? MIGRATE_MOVABLE : MIGRATE_UNMOVABLE;
	struct page *page = rmqueue_pcplist(zone, type);

	if (page)
		prep_new_page(page, gfp_mask);
	return page;
}

struct page *alloc_page_vma(gfp_t gfp_mask, struct vm_area_struct *vma, unsigned long addr)
{
	return alloc_page(gfp_mask);
}

struct folio *folio_alloc(gfp_t gfp_mask, unsigned int order)
{
	if (WARN_ON_ONCE(order))	/* the model has single pages only */
		return NULL;
	return (struct folio *)alloc_page(gfp_mask);
}

/* What the owner left behind goes; index and private stay until somebody writes them. */
static void free_pages_prepare(struct page *page)
{
	VM_BUG_ON_PAGE(page_ref_count(page), page);
	VM_BUG_ON_PAGE(atomic_read(&page->_mapcount) != -1, page);
	if ((unsigned long)page->mapping & PAGE_MAPPING_ANON)
		page->mapping = NULL;
	VM_BUG_ON_PAGE(page->mapping, page);
	page->flags &= ~PAGE_FLAGS_CHECK_AT_PREP;
	page_cpupid_reset_last(page);
	kasan_poison(__va(PFN_PHYS(page_to_pfn(page))), PAGE_SIZE);
}

/* Gives a page back that nobody refers to any more. */
void free_unref_page(struct page *page, unsigned int order)
{
	struct per_cpu_pages *pcp = page_zone(page)->per_cpu_pageset;
	enum migratetype type = get_pfnblock_migratetype(page_to_pfn(page));

	free_pages_prepare(page);
	list_add(&page->pcp_list, &pcp->lists[type]);
	pcp->count++;
}

void __free_page(struct page *page)
{
	if (folio_put_testzero((struct folio *)page))
		free_unref_page(page, 0);
}
