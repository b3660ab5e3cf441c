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

void folio_add_new_anon_rmap(struct folio *folio, struct vm_area_struct *vma,
			     unsigned long address, rmap_t flags);
void folio_add_anon_rmap_pte(struct folio *folio, struct page *page, struct vm_area_struct *vma,
			     unsigned long address, rmap_t flags);
void folio_add_file_rmap_pte(struct folio *folio, struct page *page, struct vm_area_struct *vma);
void folio_remove_rmap_pte(struct folio *folio, struct page *page, struct vm_area_struct *vma);
void folio_move_anon_rmap(struct folio *folio, struct vm_area_struct *vma);
int folio_try_share_anon_rmap_pte(struct folio *folio, struct page *page);
int folio_try_dup_anon_rmap_pte(struct folio *folio, struct page *page,
				struct vm_area_struct *src_vma);

static inline void folio_dup_file_rmap_pte(struct folio *folio, struct page *page)
{
	atomic_inc(&page->_mapcount);
}

/* Calls @rmap_one for each mapping in which the folio may be, until it says false. */
struct rmap_walk_control {
	void *arg;
	bool (*rmap_one)(struct folio *folio, struct vm_area_struct *vma, unsigned long addr,
			 void *arg);
};

void rmap_walk(struct folio *folio, struct rmap_walk_control *rwc);

#define PVMW_MIGRATION	1u	/* migration entries are what is looked for */
/* The locked entry at @addr if it is one of the folio; NULL, unlocked, if not. */
pte_t *page_vma_mapped_pte(struct folio *folio, struct vm_area_struct *vma, unsigned long addr,
			   unsigned int flags, spinlock_t **ptlp);

void try_to_migrate(struct folio *folio, unsigned int flags);
int make_device_exclusive_range(struct mm_struct *mm, unsigned long start, unsigned long end,
				struct page **pages, void *owner);

#endif
