/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Reverse mapping: from a page to the page table entries that map it. An anonymous page leads to
 * its anon_vma, and that to all mappings in which the page can be.
 */
#ifndef _LINUX_RMAP_H
#define _LINUX_RMAP_H

#include <linux/mm.h>

struct anon_vma {
	struct anon_vma *root;
	atomic_t refcount;
	unsigned long num_children;
	unsigned long num_active_vmas;	/* for how many mappings new pages belong here */
	struct anon_vma *parent;
	struct list_head chains;	/* of struct anon_vma_chain; the kernel keeps a tree */
};

/* Ties one mapping to one anon_vma; with fork() both have several partners. */
struct anon_vma_chain {
	struct vm_area_struct *vma;
	struct anon_vma *anon_vma;
	struct list_head same_vma;
	struct list_head same_anon_vma;
};

typedef unsigned int rmap_t;
#define RMAP_NONE	0u
#define RMAP_EXCLUSIVE	1u	/* nobody else can have this anonymous page */

int __anon_vma_prepare(struct vm_area_struct *vma);
int anon_vma_clone(struct vm_area_struct *dst, struct vm_area_struct *src);
int anon_vma_fork(struct vm_area_struct *vma, struct vm_area_struct *pvma);
void unlink_anon_vmas(struct vm_area_struct *vma);

static inline int anon_vma_prepare(struct vm_area_struct *vma)
{
	return vma->anon_vma ? 0 : __anon_vma_prepare(vma);
}

static inline struct anon_vma *folio_anon_vma(const struct folio *folio)
{
	unsigned long mapping = (unsigned long)folio->mapping;

	return mapping & PAGE_MAPPING_ANON ? (struct anon_vma *)(mapping - PAGE_MAPPING_ANON) : NULL;
}

static inline pgoff_t linear_page_index(struct vm_area_struct *vma, unsigned long address)
{
	return ((address - vma->vm_start) >> PAGE_SHIFT) + vma->vm_pgoff;
}

/* How many PTEs, or that one PMD, a change of mappings is about. */
enum rmap_level {
	RMAP_LEVEL_PTE = 0,
	RMAP_LEVEL_PMD,
};

void folio_move_anon_rmap(struct folio *folio, struct vm_area_struct *vma);
void __folio_set_anon(struct folio *folio, struct vm_area_struct *vma, unsigned long address,
		      bool exclusive);
void folio_add_new_anon_rmap(struct folio *folio, struct vm_area_struct *vma,
			     unsigned long address, rmap_t flags);
void folio_add_anon_rmap_ptes(struct folio *folio, struct page *page, int nr_pages,
			      struct vm_area_struct *vma, unsigned long address, rmap_t flags);
void folio_add_anon_rmap_pmd(struct folio *folio, struct page *page, struct vm_area_struct *vma,
			     unsigned long address, rmap_t flags);
void folio_add_file_rmap_ptes(struct folio *folio, struct page *page, int nr_pages,
			      struct vm_area_struct *vma);
void folio_add_file_rmap_pmd(struct folio *folio, struct page *page, struct vm_area_struct *vma);
void folio_remove_rmap_ptes(struct folio *folio, struct page *page, int nr_pages,
			    struct vm_area_struct *vma);
void folio_remove_rmap_pmd(struct folio *folio, struct page *page, struct vm_area_struct *vma);
int folio_try_share_anon_rmap_pte(struct folio *folio, struct page *page);
int folio_try_share_anon_rmap_pmd(struct folio *folio, struct page *page);
int folio_try_dup_anon_rmap_pte(struct folio *folio, struct page *page,
				struct vm_area_struct *src_vma);
int folio_try_dup_anon_rmap_pmd(struct folio *folio, struct page *page,
				struct vm_area_struct *src_vma);

#define folio_add_anon_rmap_pte(folio, page, vma, address, flags) \
	folio_add_anon_rmap_ptes(folio, page, 1, vma, address, flags)
#define folio_add_file_rmap_pte(folio, page, vma) \
	folio_add_file_rmap_ptes(folio, page, 1, vma)
#define folio_remove_rmap_pte(folio, page, vma) \
	folio_remove_rmap_ptes(folio, page, 1, vma)

static inline void folio_dup_file_rmap_pte(struct folio *folio, struct page *page)
{
	atomic_inc(&page->_mapcount);
}

/* Calls @rmap_one for each mapping in which the folio may be, until it says false. */
struct rmap_walk_control {
	void *arg;
	bool (*rmap_one)(struct folio *folio, struct vm_area_struct *vma, unsigned long addr,
			 void *arg);
	bool (*done)(struct folio *folio);	/* nothing is left to be found */
};

void rmap_walk(struct folio *folio, struct rmap_walk_control *rwc);

/* Finds the entries of one mapping that lead to a range of frames, one after the other. */
struct page_vma_mapped_walk {
	unsigned long pfn;
	unsigned long nr_pages;
	pgoff_t pgoff;
	struct vm_area_struct *vma;
	unsigned long address;
	pmd_t *pmd;
	pte_t *pte;		/* NULL: the PMD entry itself maps the folio */
	spinlock_t *ptl;
	unsigned int flags;
};

#define PVMW_SYNC	1u	/* miss no entry that another CPU is changing */
#define PVMW_MIGRATION	2u	/* migration entries are what is looked for */

#define DEFINE_FOLIO_VMA_WALK(name, _folio, _vma, _address, _flags)	\
	struct page_vma_mapped_walk name = {				\
		.pfn = folio_pfn(_folio),				\
		.nr_pages = folio_nr_pages(_folio),			\
		.pgoff = folio_pgoff(_folio),				\
		.vma = _vma,						\
		.address = _address,					\
		.flags = _flags,					\
	}

/* True with the table locked, or false when there is no entry (left). */
bool page_vma_mapped_walk(struct page_vma_mapped_walk *pvmw);

static inline void page_vma_mapped_walk_done(struct page_vma_mapped_walk *pvmw)
{
	if (pvmw->ptl)
		spin_unlock(pvmw->ptl);
}

enum ttu_flags {
	TTU_SPLIT_HUGE_PMD = 0x4,	/* a folio that a PMD maps is mapped by PTEs first */
	TTU_IGNORE_MLOCK = 0x8,
	TTU_SYNC = 0x10,
	TTU_HWPOISON = 0x20,	/* bad pages leave an entry that says so */
	TTU_BATCH_FLUSH = 0x40,
	TTU_RMAP_LOCKED = 0x80,
};

void try_to_unmap(struct folio *folio, enum ttu_flags flags);
void try_to_migrate(struct folio *folio, enum ttu_flags flags);
int make_device_exclusive_range(struct mm_struct *mm, unsigned long start, unsigned long end,
				struct page **pages, void *owner);

#endif
