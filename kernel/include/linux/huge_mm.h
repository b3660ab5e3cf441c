/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Transparent huge pages: 2 MiB of anonymous memory in one folio that one PMD entry maps. They
 * come on the first access wherever a mapping has room for them; a program says no, or please,
 * with madvise(). CONFIG_TRANSPARENT_HUGEPAGE_MADVISE: only where it says please;
 * CONFIG_TRANSPARENT_HUGEPAGE_NEVER: not at all.
 */
#ifndef _LINUX_HUGE_MM_H
#define _LINUX_HUGE_MM_H

#include <linux/mm.h>

#define HPAGE_PMD_ORDER	PMD_ORDER
#define HPAGE_PMD_NR	(1 << HPAGE_PMD_ORDER)
#define HPAGE_PMD_SIZE	PMD_SIZE
#define HPAGE_PMD_MASK	PMD_MASK

struct page_vma_mapped_walk;
struct mmu_gather;

extern struct folio *huge_zero_folio;
extern unsigned long huge_zero_pfn;

static inline bool is_huge_zero_folio(const struct folio *folio)
{
	return huge_zero_folio == folio;
}

static inline bool is_huge_zero_pmd(pmd_t pmd)
{
	return pmd_present(pmd) && huge_zero_pfn == pmd_pfn(pmd);
}

static inline bool folio_test_pmd_mappable(const struct folio *folio)
{
	return folio_order(folio) >= HPAGE_PMD_ORDER;
}

/* Whether 2 MiB around @addr lie within the mapping, and match where its file begins. */
static inline bool thp_vma_suitable_order(struct vm_area_struct *vma, unsigned long addr, int order)
{
	unsigned long size = PAGE_SIZE << order;
	unsigned long haddr = addr & ~(size - 1);

	if (!vma_is_anonymous(vma) &&
	    !IS_ALIGNED((vma->vm_start >> PAGE_SHIFT) - vma->vm_pgoff, size >> PAGE_SHIFT))
		return false;
	return haddr >= vma->vm_start && haddr + size <= vma->vm_end;
}

bool thp_vma_allowable_order(struct vm_area_struct *vma, vm_flags_t vm_flags, int order);
bool vma_thp_disabled(struct vm_area_struct *vma, vm_flags_t vm_flags);

struct folio *mm_get_huge_zero_folio(struct mm_struct *mm);
void mm_put_huge_zero_folio(struct mm_struct *mm);

/* ---- faults ---- */

vm_fault_t do_huge_pmd_anonymous_page(struct vm_fault *vmf);
vm_fault_t do_huge_pmd_wp_page(struct vm_fault *vmf);
vm_fault_t do_set_pmd(struct vm_fault *vmf, struct page *page);
pmd_t maybe_pmd_mkwrite(pmd_t pmd, struct vm_area_struct *vma);
void huge_pmd_set_accessed(struct vm_fault *vmf);
void touch_pmd(struct vm_area_struct *vma, unsigned long addr, pmd_t *pmd, bool write);

/* ---- entries ---- */

spinlock_t *__pmd_trans_huge_lock(pmd_t *pmd, struct vm_area_struct *vma);

/* The lock of an entry that maps 2 MiB or is about to; NULL, nothing locked, if it names a table. */
static inline spinlock_t *pmd_trans_huge_lock(pmd_t *pmd, struct vm_area_struct *vma)
{
	if (is_swap_pmd(*pmd) || pmd_trans_huge(*pmd) || pmd_devmap(*pmd))
		return __pmd_trans_huge_lock(pmd, vma);
	return NULL;
}

int zap_huge_pmd(struct mmu_gather *tlb, struct vm_area_struct *vma, pmd_t *pmd,
		 unsigned long addr);
int change_huge_pmd(struct vm_area_struct *vma, pmd_t *pmd, unsigned long addr, pgprot_t newprot,
		    bool try_change_writable);
bool madvise_free_huge_pmd(struct vm_area_struct *vma, pmd_t *pmd, unsigned long addr,
			   unsigned long next);
bool madvise_cold_huge_pmd(struct vm_area_struct *vma, pmd_t *pmd, unsigned long addr,
			   unsigned long next);
int copy_huge_pmd(struct mm_struct *dst_mm, struct mm_struct *src_mm, pmd_t *dst_pmd,
		  pmd_t *src_pmd, unsigned long addr, struct vm_area_struct *dst_vma,
		  struct vm_area_struct *src_vma);

/* ---- splitting the entry: the folio stays, PTEs map it ---- */

void __split_huge_pmd(struct vm_area_struct *vma, pmd_t *pmd, unsigned long address, bool freeze,
		      struct folio *folio);
void split_huge_pmd_address(struct vm_area_struct *vma, unsigned long address, bool freeze,
			    struct folio *folio);
void vma_adjust_trans_huge(struct vm_area_struct *vma, unsigned long start, unsigned long end);

static inline void split_huge_pmd(struct vm_area_struct *vma, pmd_t *pmd, unsigned long address)
{
	if (is_swap_pmd(*pmd) || pmd_trans_huge(*pmd) || pmd_devmap(*pmd))
		__split_huge_pmd(vma, pmd, address, false, NULL);
}

/* ---- splitting the folio ---- */

int split_huge_page_to_list_to_order(struct page *page, struct list_head *list,
				     unsigned int new_order);

/* Locked, with a reference of the caller's, which the head page keeps. 0 or a negative error. */
static inline int split_folio(struct folio *folio)
{
	return split_huge_page_to_list_to_order(&folio->page, NULL, 0);
}

void deferred_split_folio(struct folio *folio, bool partially_mapped);
bool __folio_unqueue_deferred_split(struct folio *folio);

/* Before the folio is freed. */
static inline bool folio_unqueue_deferred_split(struct folio *folio)
{
	if (folio_order(folio) <= 1 || !folio_test_large_rmappable(folio))
		return false;
	if (list_empty(&folio->_deferred_list))
		return false;
	return __folio_unqueue_deferred_split(folio);
}

/* ---- migration entries ---- */

int set_pmd_migration_entry(struct page_vma_mapped_walk *pvmw, struct page *page);
void remove_migration_pmd(struct page_vma_mapped_walk *pvmw, struct page *new);

#endif
