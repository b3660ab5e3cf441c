// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Pages that must stay in memory. Such a folio is on the unevictable "list", which links nothing:
 * the word that would link it counts by how many mappings it is locked.
 */
#include <linux/memcontrol.h>
#include <linux/mman.h>
#include <linux/pagewalk.h>
#include <linux/sched.h>
#include <linux/swap.h>
#include "internal.h"

/* The kernel does this batch by batch; here it happens at once. */
void mlock_folio(struct folio *folio)
{
	folio_set_mlocked(folio);
	if (!test_and_clear_bit(PG_lru, &folio->flags))
		return;		/* somebody has isolated it, and will find it locked */
	if (folio_test_unevictable(folio)) {
		folio->mlock_count++;
	} else {
		lruvec_del_folio(folio_lruvec(folio), folio);
		folio_clear_active(folio);
		folio_set_unevictable(folio);
		folio->mlock_count = 1;
		lruvec_add_folio(folio_lruvec(folio), folio);
	}
	folio_set_lru(folio);
}

/* A new folio of a locked mapping goes there directly. */
void mlock_new_folio(struct folio *folio)
{
	folio_set_mlocked(folio);
	folio_set_unevictable(folio);
	folio->mlock_count = 1;
	lruvec_add_folio(folio_lruvec(folio), folio);
	folio_set_lru(folio);
}

void munlock_folio(struct folio *folio)
{
	bool isolated = test_and_clear_bit(PG_lru, &folio->flags);

	if (isolated && folio_test_unevictable(folio)) {
		if (folio->mlock_count)
			folio->mlock_count--;
		if (folio->mlock_count)
			goto out;
	}
	folio_clear_mlocked(folio);
	if (isolated && folio_test_unevictable(folio)) {
		lruvec_del_folio(folio_lruvec(folio), folio);
		folio_clear_unevictable(folio);
		lruvec_add_folio(folio_lruvec(folio), folio);
	}
out:
	if (isolated)
		folio_set_lru(folio);
}

static int mlock_pte_range(pmd_t *pmd, unsigned long addr, unsigned long end,
			   struct mm_walk *walk)
{
	struct vm_area_struct *vma = walk->vma;
	spinlock_t *ptl;
	pte_t *start_pte, *pte;
	struct folio *folio;

	if (pmd_trans_huge(*pmd)) {
		ptl = &walk->mm->page_table_lock;
		spin_lock(ptl);
		folio = pmd_folio(*pmd);
		if (vma->vm_flags & VM_LOCKED)
			mlock_folio(folio);
		else
			munlock_folio(folio);
		goto out;
	}

	start_pte = pte_offset_map_lock(walk->mm, pmd, addr, &ptl);
	if (!start_pte)
		return 0;
	for (pte = start_pte; addr < end; addr += PAGE_SIZE, pte++) {
		pte_t ptent = ptep_get(pte);
		struct page *page;

		if (!pte_present(ptent))
			continue;
		page = vm_normal_page(vma, addr, ptent);
		if (!page || is_zone_device_page(page))
			continue;
		folio = page_folio(page);
		if (vma->vm_flags & VM_LOCKED)
			mlock_folio(folio);
		else
			munlock_folio(folio);
	}
out:
	spin_unlock(ptl);
	return 0;
}

static const struct mm_walk_ops mlock_walk_ops = {
	.pmd_entry = mlock_pte_range,
};

/* The pages that are there already; those that come later are locked as they come. */
static void mlock_vma_pages_range(struct vm_area_struct *vma)
{
	lru_add_drain();
	walk_page_range(vma->vm_mm, vma->vm_start, vma->vm_end, &mlock_walk_ops, NULL);
	lru_add_drain();
}

/* Brings all pages in, writable ones as if they were written: no zero page has to be replaced. */
static void mm_populate(struct mm_struct *mm, unsigned long start, unsigned long end)
{
	struct page *page;

	mmap_read_lock(mm);
	for (; start < end; start += PAGE_SIZE) {
		struct vm_area_struct *vma = vma_lookup(mm, start);
		unsigned int flags = vma && (vma->vm_flags & VM_WRITE) ? FOLL_WRITE : 0;

		if (get_user_pages_remote(mm, start, 1, FOLL_GET | flags, &page) == 1)
			put_page(page);
	}
	mmap_read_unlock(mm);
}

static long change_lock(unsigned long start, unsigned long len, bool lock)
{
	struct mm_struct *mm = current->mm;
	unsigned long end = PAGE_ALIGN(start + len);
	long err;

	start &= PAGE_MASK;
	mmap_write_lock(mm);
	err = vma_modify_flags(mm, start, end, lock ? VM_LOCKED : 0, VM_LOCKED,
			       mlock_vma_pages_range);
	mmap_write_unlock(mm);
	if (!err && lock)
		mm_populate(mm, start, end);
	return err;
}

long sys_mlock(unsigned long start, unsigned long len)
{
	return change_lock(start, len, true);
}

long sys_munlock(unsigned long start, unsigned long len)
{
	return change_lock(start, len, false);
}
