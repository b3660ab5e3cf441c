/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Huge pages that are set aside: a pool of 2 MiB folios, of which mappings reserve as many as they
 * may need. How many there are at boot says CONFIG_HUGETLB_BOOT_PAGES, later
 * /proc/sys/vm/nr_hugepages.
 */
#ifndef _LINUX_HUGETLB_H
#define _LINUX_HUGETLB_H

#include <linux/fs.h>
#include <linux/mm.h>

#define HPAGE_SHIFT	PMD_SHIFT
#define HPAGE_SIZE	(1UL << HPAGE_SHIFT)
#define HPAGE_MASK	(~(HPAGE_SIZE - 1))
#define HUGETLB_PAGE_ORDER	(HPAGE_SHIFT - PAGE_SHIFT)

/* The pool. The kernel has one for each size; here there is one size. */
struct hstate {
	unsigned long nr_huge_pages;
	unsigned long free_huge_pages;
	unsigned long resv_huge_pages;	/* of the free ones: promised to somebody */
	struct list_head hugepage_activelist;
	struct list_head hugepage_freelist;
};

extern struct hstate default_hstate;

/* Which huge pages of a file have been promised or, for a private mapping, have been taken. */
struct resv_map {
	int refs;
	struct xarray regions;
};

/* What folio->private says of a folio of the pool. */
enum hugetlb_page_flags {
	HPG_restore_reserve = 0,	/* when it is freed, the promise holds again */
	HPG_migratable,
	HPG_temporary,
	HPG_freed,			/* nobody has it */
	HPG_vmemmap_optimized,
};

#define HPAGEFLAG(flag)								\
static inline bool folio_test_hugetlb_##flag(struct folio *folio)		\
{										\
	return test_bit(HPG_##flag, (unsigned long *)&folio->private);		\
}										\
static inline void folio_set_hugetlb_##flag(struct folio *folio)		\
{										\
	set_bit(HPG_##flag, (unsigned long *)&folio->private);			\
}										\
static inline void folio_clear_hugetlb_##flag(struct folio *folio)		\
{										\
	clear_bit(HPG_##flag, (unsigned long *)&folio->private);		\
}

HPAGEFLAG(restore_reserve)
HPAGEFLAG(migratable)
HPAGEFLAG(freed)

static inline bool is_vm_hugetlb_page(const struct vm_area_struct *vma)
{
	return (vma->vm_flags & VM_HUGETLB) != 0;
}

/* The entry of an address in a hugetlb mapping; it may be empty. NULL if the tables end above it. */
static inline pte_t *hugetlb_walk(struct vm_area_struct *vma, unsigned long addr)
{
	return (pte_t *)mm_find_pmd(vma->vm_mm, addr);
}

static inline spinlock_t *huge_pte_lock(struct mm_struct *mm, pte_t *pte)
{
	return pmd_lock(mm, (pmd_t *)pte);
}

/* Which huge page of the file an address shows. */
static inline pgoff_t vma_hugecache_offset(struct vm_area_struct *vma, unsigned long address)
{
	return ((address - vma->vm_start) >> HPAGE_SHIFT) + (vma->vm_pgoff >> HUGETLB_PAGE_ORDER);
}

void hugetlb_init(void);
vm_fault_t hugetlb_fault(struct mm_struct *mm, struct vm_area_struct *vma, unsigned long address,
			 unsigned int flags);
void __unmap_hugepage_range(struct mmu_gather *tlb, struct vm_area_struct *vma,
			    unsigned long start, unsigned long end, struct page *ref_page);
void hugetlb_change_protection(struct vm_area_struct *vma, unsigned long start, unsigned long end);
int copy_hugetlb_page_range(struct vm_area_struct *dst_vma, struct vm_area_struct *src_vma);
/* A child's private mapping has nothing reserved. */
void hugetlb_dup_vma_private(struct vm_area_struct *vma);
/* The last reference is gone: back to the pool. */
void free_huge_folio(struct folio *folio);

/* Promises the huge pages from @from to before @to to a new mapping; false if there are too few. */
bool hugetlb_reserve_pages(struct inode *inode, long from, long to, struct vm_area_struct *vma,
			   vm_flags_t vm_flags);
/* The huge pages from @start on are no longer the file's; @freed of them were in memory. */
void hugetlb_unreserve_pages(struct inode *inode, long start, long freed);
struct resv_map *resv_map_alloc(void);
void resv_map_put(struct resv_map *resv);

extern const struct vm_operations_struct hugetlb_vm_ops;

/* A file of huge pages without a name. */
struct file *hugetlb_file_setup(loff_t size);
bool is_file_hugepages(const struct file *file);

#endif
