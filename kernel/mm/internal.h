/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What files of mm/ share with each other and with nobody else. */
#ifndef _MM_INTERNAL_H
#define _MM_INTERNAL_H

#include <linux/huge_mm.h>
#include <linux/mm.h>
#include <linux/rmap.h>

/* The part of RAM whose pages have struct pages. */
#define MANAGED_START	0x40000000UL
#define MANAGED_END	0x50000000UL

struct lruvec;
void lruvec_add_folio(struct lruvec *lruvec, struct folio *folio);
void lruvec_del_folio(struct lruvec *lruvec, struct folio *folio);

void truncate_folios(struct address_space *mapping, pgoff_t start, pgoff_t end);

void mlock_folio(struct folio *folio);
void mlock_new_folio(struct folio *folio);
void munlock_folio(struct folio *folio);

/* A page that comes into a locked mapping is locked with it. */
static inline void mlock_vma_folio(struct folio *folio, struct vm_area_struct *vma)
{
	if ((vma->vm_flags & (VM_LOCKED | VM_SPECIAL)) == VM_LOCKED)
		mlock_folio(folio);
}

static inline void munlock_vma_folio(struct folio *folio, struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_LOCKED)
		munlock_folio(folio);
}

void mlock_drain_local(void);

/* In _nr_pages_mapped: a PMD maps the whole folio. Below it the pages that PTEs map are counted. */
#define ENTIRELY_MAPPED		0x800000
#define FOLIO_PAGES_MAPPED	(ENTIRELY_MAPPED - 1)

/* The first address at which one of @nr_pages pages from @pgoff on can be mapped; 0 if none can. */
static inline unsigned long vma_address(struct vm_area_struct *vma, pgoff_t pgoff,
					unsigned long nr_pages)
{
	unsigned long address;

	if (pgoff < vma->vm_pgoff)
		return pgoff + nr_pages - 1 >= vma->vm_pgoff ? vma->vm_start : 0;
	address = vma->vm_start + ((pgoff - vma->vm_pgoff) << PAGE_SHIFT);
	return address < vma->vm_start || address >= vma->vm_end ? 0 : address;
}

/* The address behind the last one at which a page of the walk can be mapped. */
static inline unsigned long vma_address_end(const struct page_vma_mapped_walk *pvmw)
{
	struct vm_area_struct *vma = pvmw->vma;
	unsigned long address;

	if (pvmw->nr_pages == 1)
		return pvmw->address + PAGE_SIZE;
	address = vma->vm_start +
		((pvmw->pgoff + pvmw->nr_pages - vma->vm_pgoff) << PAGE_SHIFT);
	return address < vma->vm_start || address > vma->vm_end ? vma->vm_end : address;
}

/* How many entries from @ptep on, up to @max_nr, map consecutive pages of a folio alike. */
int folio_pte_batch(struct folio *folio, pte_t *ptep, pte_t pte, int max_nr);

void prep_compound_page(struct page *page, unsigned int order);

/* Brings in what mappings there are in a range; 0, or the first error unless they are ignored. */
long __mm_populate(struct mm_struct *mm, unsigned long start, unsigned long end,
		   bool ignore_errors);

static inline void mm_populate(struct mm_struct *mm, unsigned long start, unsigned long end)
{
	__mm_populate(mm, start, end, true);
}

/* `unlockable`: a fault may let go of the mapping's lock and be tried again. */
long populate_vma_page_range(struct vm_area_struct *vma, unsigned long start, unsigned long end,
			     bool unlockable);
long faultin_page_range(struct mm_struct *mm, unsigned long start, unsigned long end, bool write);
bool vma_wants_writenotify(struct vm_area_struct *vma);
struct anon_vma *find_mergeable_anon_vma(struct vm_area_struct *vma);
bool can_change_pte_writable(struct vm_area_struct *vma, unsigned long addr, pte_t pte);
void change_protection(struct vm_area_struct *vma, unsigned long start, unsigned long end,
		       bool try_change_writable);

/* Not locked into memory: reclaim may have it. */
static inline bool folio_evictable(struct folio *folio)
{
	return !folio_test_mlocked(folio);
}

void reclaim_pages(struct list_head *folio_list);

void __init_single_page(struct page *page, unsigned long pfn, unsigned long zone, int nid);

/* The order lies in the lowest byte of the first tail's flags, whose bits no tail uses. */
static inline void folio_set_order(struct folio *folio, unsigned int order)
{
	if (WARN_ON_ONCE(!order || !folio_test_large(folio)))
		return;
	folio->_flags_1 = (folio->_flags_1 & ~0xffUL) | order;
	folio->_folio_nr_pages = 1U << order;
}

/* What concerns the compound page as a whole; it lies in the first tails, so they come first. */
static inline void prep_compound_head(struct page *page, unsigned int order)
{
	struct folio *folio = (struct folio *)page;

	folio_set_order(folio, order);
	atomic_set(&folio->_large_mapcount, -1);
	atomic_set(&folio->_entire_mapcount, -1);
	atomic_set(&folio->_nr_pages_mapped, 0);
	atomic_set(&folio->_pincount, 0);
	if (order > 1)		/* an order-1 page has no second tail to hold the list */
		INIT_LIST_HEAD(&folio->_deferred_list);
}

/* Makes a page the tail of @head: from now on its first union word leads to the head. */
static inline void prep_compound_tail(struct page *head, int tail_idx)
{
	struct page *p = head + tail_idx;

	p->mapping = TAIL_MAPPING;
	set_compound_head(p, head);
	set_page_private(p, 0);
}

#endif
