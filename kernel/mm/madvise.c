// SPDX-License-Identifier: GPL-2.0-or-later
/* What a program lets the kernel know about its memory. */
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/huge_mm.h>
#include <linux/hugetlb.h>
#include <linux/mman.h>
#include <linux/mmu_notifier.h>
#include <linux/pagemap.h>
#include <linux/pagewalk.h>
#include <linux/sched.h>
#include <linux/shmem_fs.h>
#include <linux/swap.h>
#include "internal.h"
#include "vma.h"

/* ---- contents that are no longer wanted ---- */

static void clear_young_dirty_ptes(struct mm_struct *mm, unsigned long addr, pte_t *pte, int nr,
				   bool dirty)
{
	int i;

	for (i = 0; i < nr; i++) {
		pte_t ptent = pte_mkold(ptep_get_and_clear(mm, addr, pte + i));

		set_pte_at(mm, addr + i * PAGE_SIZE, pte + i, dirty ? pte_mkclean(ptent) : ptent);
	}
}

/*
 * Advice for a part of a large folio: it is split, and the entries are looked at again (@nr is 0). A
 * folio that others have mapped, or that cannot be split, is left out (@nr entries are passed over).
 * False if the table is gone, and no longer locked.
 */
static bool madvise_split_part(struct mm_struct *mm, pmd_t *pmd, unsigned long addr,
			       struct folio *folio, pte_t **start_pte, pte_t **pte,
			       spinlock_t **ptl, int *nr)
{
	if (folio_likely_mapped_shared(folio) || !folio_trylock(folio))
		return true;
	folio_get(folio);
	pte_unmap_unlock(*start_pte, *ptl);
	if (!split_folio(folio))
		*nr = 0;
	folio_unlock(folio);
	folio_put(folio);
	*start_pte = *pte = pte_offset_map_lock(mm, pmd, addr, ptl);
	return *pte;
}

/* Without its dirty bit a page may be dropped at any time; a write before that saves it. */
static int madvise_free_pte_range(pmd_t *pmd, unsigned long addr, unsigned long end,
				  struct mm_walk *walk)
{
	struct vm_area_struct *vma = walk->vma;
	spinlock_t *ptl;
	pte_t *start_pte, *pte;
	int nr;

	if (pmd_trans_huge(*pmd) && madvise_free_huge_pmd(vma, pmd, addr, end))
		return 0;
	start_pte = pte_offset_map_lock(walk->mm, pmd, addr, &ptl);
	if (!start_pte)
		return 0;
	for (pte = start_pte; addr < end; addr += nr * PAGE_SIZE, pte += nr) {
		pte_t ptent = ptep_get(pte);
		bool any_young, any_dirty;
		struct folio *folio;

		nr = 1;
		if (!pte_present(ptent))
			continue;
		folio = vm_normal_folio(vma, addr, ptent);
		if (!folio || folio_is_zone_device(folio))
			continue;
		any_young = pte_young(ptent);
		any_dirty = pte_dirty(ptent);
		if (folio_test_large(folio)) {
			int i;

			nr = folio_pte_batch(folio, pte, ptent, (end - addr) / PAGE_SIZE);
			if (nr < (int)folio_nr_pages(folio)) {
				if (!madvise_split_part(walk->mm, pmd, addr, folio, &start_pte,
							&pte, &ptl, &nr))
					return 0;
				continue;
			}
			for (i = 1; i < nr; i++) {
				any_young |= pte_young(ptep_get(pte + i));
				any_dirty |= pte_dirty(ptep_get(pte + i));
			}
		}
		if (folio_test_dirty(folio)) {
			if (!folio_trylock(folio))
				continue;
			if (folio_mapcount(folio) != (int)folio_nr_pages(folio)) {
				folio_unlock(folio);
				continue;
			}
			folio_clear_dirty(folio);
			folio_unlock(folio);
		}
		if (any_young || any_dirty)
			clear_young_dirty_ptes(walk->mm, addr, pte, nr, true);
		folio_mark_lazyfree(folio);
	}
	flush_tlb_range(vma, addr, end);
	pte_unmap_unlock(start_pte, ptl);
	return 0;
}

static const struct mm_walk_ops madvise_free_walk_ops = {
	.pmd_entry = madvise_free_pte_range,
};

static long madvise_free_single_vma(struct vm_area_struct *vma, unsigned long start,
				    unsigned long end)
{
	struct mmu_notifier_range range;

	if (!vma_is_anonymous(vma))
		return -EINVAL;
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, start, end);
	lru_add_drain();
	mmu_notifier_invalidate_range_start(&range);
	walk_page_range(vma->vm_mm, start, end, &madvise_free_walk_ops, NULL);
	mmu_notifier_invalidate_range_end(&range);
	return 0;
}

static long madvise_dontneed_free(struct vm_area_struct *vma, unsigned long start,
				  unsigned long end, int behavior)
{
	vm_flags_t forbidden = VM_PFNMAP | (behavior == MADV_DONTNEED_LOCKED ? 0 : VM_LOCKED);

	if (is_vm_hugetlb_page(vma)) {
		/* Whole huge pages only; the rest of the last one stays. */
		if (behavior == MADV_FREE || (start & ~HPAGE_MASK))
			return -EINVAL;
		end &= HPAGE_MASK;
		if (start == end)
			return 0;
	} else if (vma->vm_flags & forbidden) {
		return -EINVAL;
	}
	if (behavior == MADV_FREE)
		return madvise_free_single_vma(vma, start, end);
	zap_page_range_single(vma, start, end - start, NULL);
	return 0;
}

/* ---- contents that are not wanted soon ---- */

static void age_folio(struct folio *folio)
{
	folio_clear_referenced(folio);
	if (folio_test_active(folio))
		folio_set_workingset(folio);
	folio_deactivate(folio);
}

/* For reclaim: off its list, if it is on one from which reclaim may take it. */
static void isolate_folio(struct folio *folio, struct list_head *folio_list)
{
	folio_clear_referenced(folio);
	if (folio_test_active(folio))
		folio_set_workingset(folio);
	if (!folio_isolate_lru(folio))
		return;
	if (folio_test_unevictable(folio))
		folio_putback_lru(folio);
	else
		list_add(&folio->lru, folio_list);
}

static void warn_large_pageout(unsigned long addr)
{
	pr_warn("madvise: MADV_PAGEOUT of the huge page at %#lx is not in the model (mm/madvise.c): it stays; use MADV_NOHUGEPAGE\n",
		addr);
}

/*
 * The pages look as if nobody had touched them for long, and nothing more happens; or (with
 * walk->private set, for MADV_PAGEOUT) they are reclaimed at once.
 */
static int madvise_cold_pte_range(pmd_t *pmd, unsigned long addr, unsigned long end,
				  struct mm_walk *walk)
{
	struct vm_area_struct *vma = walk->vma;
	bool pageout = walk->private;
	LIST_HEAD(folio_list);
	pte_t *start_pte, *pte;
	spinlock_t *ptl;
	int nr;

	if (pmd_trans_huge(*pmd) && pageout && !is_huge_zero_pmd(*pmd)) {
		warn_large_pageout(addr);
		return 0;
	}
	if (pmd_trans_huge(*pmd) && madvise_cold_huge_pmd(vma, pmd, addr, end))
		return 0;
	start_pte = pte_offset_map_lock(walk->mm, pmd, addr, &ptl);
	if (!start_pte)
		return 0;
	for (pte = start_pte; addr < end; addr += nr * PAGE_SIZE, pte += nr) {
		pte_t ptent = ptep_get(pte);
		struct folio *folio;
		bool any_young;
		int i;

		nr = 1;
		if (!pte_present(ptent))
			continue;
		folio = vm_normal_folio(vma, addr, ptent);
		if (!folio || folio_is_zone_device(folio))
			continue;
		any_young = pte_young(ptent);
		if (folio_test_large(folio)) {
			nr = folio_pte_batch(folio, pte, ptent, (end - addr) / PAGE_SIZE);
			if (nr < (int)folio_nr_pages(folio)) {
				if (!madvise_split_part(walk->mm, pmd, addr, folio, &start_pte,
							&pte, &ptl, &nr))
					return 0;
				continue;
			}
			for (i = 1; i < nr; i++)
				any_young |= pte_young(ptep_get(pte + i));
		}
		/* What others have mapped, or what is on no list, stays as it is. */
		if (!folio_test_lru(folio) || folio_mapcount(folio) != (int)folio_nr_pages(folio))
			continue;
		if (pageout && folio_test_large(folio)) {
			warn_large_pageout(addr);
		} else if (pageout) {
			isolate_folio(folio, &folio_list);
		} else {
			if (any_young)
				clear_young_dirty_ptes(walk->mm, addr, pte, nr, false);
			age_folio(folio);
		}
	}
	flush_tlb_range(vma, addr, end);
	pte_unmap_unlock(start_pte, ptl);
	reclaim_pages(&folio_list);
	return 0;
}

static const struct mm_walk_ops cold_walk_ops = {
	.pmd_entry = madvise_cold_pte_range,
};

static long madvise_cold(struct vm_area_struct *vma, unsigned long start, unsigned long end,
			 bool pageout)
{
	if (vma->vm_flags & (VM_LOCKED | VM_PFNMAP | VM_HUGETLB))
		return -EINVAL;
	lru_add_drain();
	walk_page_range(vma->vm_mm, start, end, &cold_walk_ops, pageout ? vma : NULL);
	return 0;
}

/* Also for everybody else who has mapped the file: its folios go. */
static long madvise_remove(struct vm_area_struct *vma, unsigned long start, unsigned long end)
{
	loff_t offset = (start - vma->vm_start) + ((loff_t)vma->vm_pgoff << PAGE_SHIFT);
	struct inode *inode;

	if ((vma->vm_flags & VM_LOCKED) || !vma->vm_file)
		return -EINVAL;
	if ((vma->vm_flags & (VM_SHARED | VM_MAYWRITE)) != (VM_SHARED | VM_MAYWRITE))
		return -EACCES;
	if (!vma_is_shmem(vma))
		return -EOPNOTSUPP;
	inode = file_inode(vma->vm_file);
	unmap_mapping_range(inode->i_mapping, offset, end - start, false);
	shmem_truncate_range(inode, offset, offset + (loff_t)(end - start) - 1);
	return 0;
}

/* ---- memory that goes bad, for tests ---- */

static long madvise_inject_error(unsigned long start, unsigned long end)
{
	unsigned long size;

	for (; start < end; start += size) {
		struct page *page;
		long ret = get_user_pages_fast(start, 1, 0, &page);

		if (ret != 1)
			return ret;
		size = page_size(compound_head(page));
		pr_info("Injecting memory failure for pfn %#lx at process virtual address %#lx\n",
			page_to_pfn(page), start);
		ret = memory_failure(page_to_pfn(page), MF_ACTION_REQUIRED | MF_COUNT_INCREASED |
				     MF_SW_SIMULATED);
		if (ret)
			return ret;
	}
	return 0;
}

/* ---- which flags an advice stands for ---- */

/* False if @behavior is no matter of flags. */
static bool advised_flags(int behavior, vm_flags_t *set, vm_flags_t *clear)
{
	*set = *clear = 0;
	switch (behavior) {
	case MADV_NORMAL:
		*clear = VM_RAND_READ | VM_SEQ_READ;
		return true;
	case MADV_SEQUENTIAL:
		*set = VM_SEQ_READ;
		*clear = VM_RAND_READ;
		return true;
	case MADV_RANDOM:
		*set = VM_RAND_READ;
		*clear = VM_SEQ_READ;
		return true;
	case MADV_DONTFORK:
		*set = VM_DONTCOPY;
		return true;
	case MADV_DOFORK:
		*clear = VM_DONTCOPY;
		return true;
	case MADV_WIPEONFORK:
		*set = VM_WIPEONFORK;
		return true;
	case MADV_KEEPONFORK:
		*clear = VM_WIPEONFORK;
		return true;
	case MADV_DONTDUMP:
		*set = VM_DONTDUMP;
		return true;
	case MADV_DODUMP:
		*clear = VM_DONTDUMP;
		return true;
	case MADV_MERGEABLE:	/* nobody looks for pages that are alike */
		*set = VM_MERGEABLE;
		return true;
	case MADV_UNMERGEABLE:
		*clear = VM_MERGEABLE;
		return true;
	case MADV_HUGEPAGE:
		*set = VM_HUGEPAGE;
		*clear = VM_NOHUGEPAGE;
		return true;
	case MADV_NOHUGEPAGE:
		*set = VM_NOHUGEPAGE;
		*clear = VM_HUGEPAGE;
		return true;
	default:
		return false;
	}
}

static long madvise_update_vma(struct vm_area_struct *vma, unsigned long start, unsigned long end,
			       vm_flags_t flags)
{
	if (flags == vma->vm_flags)
		return 0;
	vma = vma_modify_flags(vma, start, end, flags);
	if (IS_ERR(vma))
		return -EAGAIN;
	vm_flags_reset(vma, flags);
	return 0;
}

static long madvise_vma_behavior(struct vm_area_struct *vma, unsigned long start,
				 unsigned long end, int behavior)
{
	vm_flags_t set, clear;

	switch (behavior) {
	case MADV_DONTNEED:
	case MADV_DONTNEED_LOCKED:
	case MADV_FREE:
		return madvise_dontneed_free(vma, start, end, behavior);
	case MADV_COLD:
		return madvise_cold(vma, start, end, false);
	case MADV_PAGEOUT:
		return madvise_cold(vma, start, end, true);
	case MADV_REMOVE:
		return madvise_remove(vma, start, end);
	case MADV_WILLNEED:
		return 0;	/* there is no swap space to read from */
	case MADV_WIPEONFORK:
		if (vma->vm_file || (vma->vm_flags & VM_SHARED))
			return -EINVAL;
		break;
	case MADV_DOFORK:
		if (vma->vm_flags & VM_IO)
			return -EINVAL;
		break;
	case MADV_MERGEABLE:
		if (vma->vm_flags & (VM_SHARED | VM_MAYSHARE | VM_SPECIAL | VM_HUGETLB))
			return 0;
		break;
	case MADV_DODUMP:
		if (!is_vm_hugetlb_page(vma) && (vma->vm_flags & VM_SPECIAL))
			return -EINVAL;
		break;
	default:
		break;
	}
	advised_flags(behavior, &set, &clear);
	return madvise_update_vma(vma, start, end, (vma->vm_flags & ~clear) | set);
}

/* ---- the system call ---- */

static bool madvise_behavior_valid(int behavior)
{
	vm_flags_t set, clear;

	switch (behavior) {
	case MADV_DONTNEED:
	case MADV_DONTNEED_LOCKED:
	case MADV_FREE:
	case MADV_COLD:
	case MADV_PAGEOUT:
	case MADV_REMOVE:
	case MADV_WILLNEED:
	case MADV_POPULATE_READ:
	case MADV_POPULATE_WRITE:
	case MADV_HWPOISON:
		return true;
	default:
		return advised_flags(behavior, &set, &clear);
	}
}

static bool needs_mmap_write(int behavior)
{
	vm_flags_t set, clear;

	return advised_flags(behavior, &set, &clear);
}

/* Mapping by mapping. A hole is left out, but makes -ENOMEM in the end. */
static long madvise_walk_vmas(struct mm_struct *mm, unsigned long start, unsigned long end,
			      int behavior)
{
	long unmapped_error = 0;

	while (start < end) {
		struct vm_area_struct *vma = find_vma(mm, start);
		unsigned long next;
		long error;

		if (!vma)
			return -ENOMEM;
		if (start < vma->vm_start) {
			unmapped_error = -ENOMEM;
			start = vma->vm_start;
			if (start >= end)
				break;
		}
		next = min(end, vma->vm_end);
		error = madvise_vma_behavior(vma, start, next, behavior);
		if (error)
			return error;
		start = next;
	}
	return unmapped_error;
}

long sys_madvise(unsigned long start, unsigned long len_in, int behavior)
{
	struct mm_struct *mm = current->mm;
	unsigned long len = PAGE_ALIGN(len_in), end = start + len;
	long error;

	if (!madvise_behavior_valid(behavior)) {
		if (behavior == MADV_SOFT_OFFLINE || behavior == MADV_COLLAPSE)
			pr_warn("madvise: advice %d is not in the model (mm/madvise.c)\n", behavior);
		return -EINVAL;
	}
	if (!PAGE_ALIGNED(start) || (len_in && !len) || end < start)
		return -EINVAL;
	if (end == start)
		return 0;
	if (behavior == MADV_HWPOISON)
		return madvise_inject_error(start, end);
	if (needs_mmap_write(behavior))
		mmap_write_lock(mm);
	else
		mmap_read_lock(mm);
	if (behavior == MADV_POPULATE_READ || behavior == MADV_POPULATE_WRITE)
		error = faultin_page_range(mm, start, end, behavior == MADV_POPULATE_WRITE);
	else
		error = madvise_walk_vmas(mm, start, end, behavior);
	if (needs_mmap_write(behavior))
		mmap_write_unlock(mm);
	else
		mmap_read_unlock(mm);
	return error;
}
