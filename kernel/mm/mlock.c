// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Pages that must stay in memory. Such a folio is on the unevictable "list", which links nothing:
 * the word that would link it counts by how many mappings it is locked.
 */
#include <linux/err.h>
#include <linux/huge_mm.h>
#include <linux/memcontrol.h>
#include <linux/mman.h>
#include <linux/pagewalk.h>
#include <linux/sched.h>
#include <linux/swap.h>
#include <asm/machine.h>
#include "internal.h"
#include "vma.h"

/* ---- the CPU's batch of folios to lock or unlock ---- */

/* What to do with a folio is kept in the low bits of its address; neither bit means unlock. */
#define LRU_FOLIO	1UL
#define NEW_FOLIO	2UL

static struct folio_batch mlock_fbatch;

static void __mlock_folio(struct folio *folio)
{
	struct lruvec *lruvec = folio_lruvec(folio);

	if (!folio_test_clear_lru(folio))
		return;		/* somebody has isolated it, and will find it locked */
	if (folio_evictable(folio)) {
		if (folio_test_unevictable(folio)) {
			lruvec_del_folio(lruvec, folio);
			folio_clear_unevictable(folio);
			lruvec_add_folio(lruvec, folio);
		}
	} else if (folio_test_unevictable(folio)) {
		if (folio_test_mlocked(folio))
			folio->mlock_count++;
	} else {
		lruvec_del_folio(lruvec, folio);
		folio_clear_active(folio);
		folio_set_unevictable(folio);
		folio->mlock_count = folio_test_mlocked(folio);
		lruvec_add_folio(lruvec, folio);
	}
	folio_set_lru(folio);
}

static void __mlock_new_folio(struct folio *folio)
{
	VM_BUG_ON_FOLIO(folio_test_lru(folio), folio);
	if (!folio_evictable(folio)) {
		folio_set_unevictable(folio);
		folio->mlock_count = folio_test_mlocked(folio);
	}
	lruvec_add_folio(folio_lruvec(folio), folio);
	folio_set_lru(folio);
}

static void __munlock_folio(struct folio *folio)
{
	struct lruvec *lruvec = folio_lruvec(folio);
	bool isolated = folio_test_clear_lru(folio);

	if (isolated && folio_test_unevictable(folio)) {
		if (folio->mlock_count)
			folio->mlock_count--;
		if (folio->mlock_count)
			goto out;
	}
	folio_clear_mlocked(folio);
	if (isolated && folio_test_unevictable(folio) && folio_evictable(folio)) {
		lruvec_del_folio(lruvec, folio);
		folio_clear_unevictable(folio);
		lruvec_add_folio(lruvec, folio);
	}
out:
	if (isolated)
		folio_set_lru(folio);
}

void mlock_drain_local(void)
{
	unsigned int i;

	for (i = 0; i < mlock_fbatch.nr; i++) {
		unsigned long encoded = (unsigned long)mlock_fbatch.folios[i];
		struct folio *folio = (struct folio *)(encoded & ~(LRU_FOLIO | NEW_FOLIO));

		mlock_fbatch.folios[i] = folio;
		if (encoded & LRU_FOLIO)
			__mlock_folio(folio);
		else if (encoded & NEW_FOLIO)
			__mlock_new_folio(folio);
		else
			__munlock_folio(folio);
	}
	if (mlock_fbatch.nr)
		folios_put(&mlock_fbatch);
}

/* The batch has a reference until it is worked off; a large folio does not wait. */
static void mlock_batch_add(struct folio *folio, unsigned long what)
{
	folio_get(folio);
	mlock_fbatch.folios[mlock_fbatch.nr++] = (struct folio *)((unsigned long)folio | what);
	if (mlock_fbatch.nr == FOLIO_BATCH_SIZE || folio_test_large(folio))
		mlock_drain_local();
}

void mlock_folio(struct folio *folio)
{
	folio_set_mlocked(folio);
	mlock_batch_add(folio, LRU_FOLIO);
}

/* A new folio of a locked mapping goes to the unevictable list directly. */
void mlock_new_folio(struct folio *folio)
{
	folio_set_mlocked(folio);
	mlock_batch_add(folio, NEW_FOLIO);
}

/* Whether that was the last mapping to lock it turns out only when the batch is worked off. */
void munlock_folio(struct folio *folio)
{
	mlock_batch_add(folio, 0);
}

/* ---- the pages of a mapping ---- */

/* Whether all of the folio lies within [start, end) of the mapping. */
static bool folio_within_range(struct folio *folio, struct vm_area_struct *vma,
			       unsigned long start, unsigned long end)
{
	pgoff_t pgoff = folio_pgoff(folio);
	unsigned long addr;

	if (pgoff < vma->vm_pgoff || pgoff - vma->vm_pgoff >= vma_pages(vma))
		return false;
	start = max(start, vma->vm_start);
	end = min(end, vma->vm_end);
	addr = vma->vm_start + ((pgoff - vma->vm_pgoff) << PAGE_SHIFT);
	return addr >= start && end - addr >= folio_size(folio);
}

/*
 * A large folio is locked only if the mapping has all of it, but unlocked in any case: it may have
 * been locked before the mapping was split. @step of its pages are mapped one after the other.
 */
static bool allow_mlock_munlock(struct folio *folio, struct vm_area_struct *vma,
				unsigned long start, unsigned long end, unsigned int step)
{
	if (!(vma->vm_flags & VM_LOCKED) || !folio_test_large(folio))
		return true;
	return folio_within_range(folio, vma, start, end) && step == folio_nr_pages(folio);
}

static int mlock_pte_range(pmd_t *pmd, unsigned long addr, unsigned long end,
			   struct mm_walk *walk)
{
	struct vm_area_struct *vma = walk->vma;
	unsigned long start = addr;
	spinlock_t *ptl;
	pte_t *start_pte, *pte;
	struct folio *folio;

	ptl = pmd_trans_huge_lock(pmd, vma);
	if (ptl) {
		if (!pmd_present(*pmd))
			goto out;
		if (is_huge_zero_pmd(*pmd))
			goto out;
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
		unsigned int step = 1;

		if (!pte_present(ptent))
			continue;
		folio = vm_normal_folio(vma, addr, ptent);
		if (!folio || folio_is_zone_device(folio))
			continue;
		if (folio_test_large(folio))
			step = folio_pte_batch(folio, pte, ptent, (end - addr) >> PAGE_SHIFT);
		if (allow_mlock_munlock(folio, vma, start, end, step)) {
			if (vma->vm_flags & VM_LOCKED)
				mlock_folio(folio);
			else
				munlock_folio(folio);
		}
		pte += step - 1;
		addr += (step - 1) << PAGE_SHIFT;
	}
out:
	spin_unlock(ptl);
	return 0;
}

static const struct mm_walk_ops mlock_walk_ops = {
	.pmd_entry = mlock_pte_range,
};

/* The pages that are there already; those that come later are locked as they come. */
static void mlock_vma_pages_range(struct vm_area_struct *vma, unsigned long start,
				  unsigned long end, vm_flags_t newflags)
{
	/* VM_IO tells mlock_vma_folio() not to count once more what is counted here. */
	vm_flags_reset(vma, newflags & VM_LOCKED ? newflags | VM_IO : newflags);
	lru_add_drain();
	walk_page_range(vma->vm_mm, start, end, &mlock_walk_ops, NULL);
	lru_add_drain();
	vm_flags_reset(vma, newflags);
}

static int mlock_fixup(struct vm_area_struct *vma, unsigned long start, unsigned long end,
		       vm_flags_t newflags)
{
	vm_flags_t oldflags = vma->vm_flags;
	unsigned long nr_pages = (end - start) >> PAGE_SHIFT;

	if (newflags == oldflags || (oldflags & VM_SPECIAL) || vma_is_dax(vma))
		return 0;
	vma = vma_modify_flags(vma, start, end, newflags);
	if (IS_ERR(vma))
		return PTR_ERR(vma);
	if (!(newflags & VM_LOCKED))
		vma->vm_mm->locked_vm -= nr_pages;
	else if (!(oldflags & VM_LOCKED))
		vma->vm_mm->locked_vm += nr_pages;

	if (newflags & oldflags & VM_LOCKED)
		vm_flags_reset(vma, newflags);	/* locking twice would count twice */
	else
		mlock_vma_pages_range(vma, start, end, newflags);
	return 0;
}

static long apply_vma_lock_flags(unsigned long start, unsigned long end, vm_flags_t flags)
{
	struct mm_struct *mm = current->mm;
	unsigned long next;
	long err = 0;

	if (end < start)
		return -EINVAL;
	mmap_write_lock(mm);
	for (; !err && start < end; start = next) {
		struct vm_area_struct *vma = vma_lookup(mm, start);

		if (!vma) {
			err = -ENOMEM;
			break;
		}
		next = min(end, vma->vm_end);
		err = mlock_fixup(vma, start, next, (vma->vm_flags & ~VM_LOCKED_MASK) | flags);
	}
	mmap_write_unlock(mm);
	return err;
}

/* ---- system calls ---- */

static long do_mlock(unsigned long start, unsigned long len, vm_flags_t flags)
{
	unsigned long end = PAGE_ALIGN(start + len);
	long err;

	start &= PAGE_MASK;
	err = apply_vma_lock_flags(start, end, flags);
	if (err)
		return err;
	err = __mm_populate(current->mm, start, end, false);
	if (err == -EFAULT)
		return -ENOMEM;
	return err == -ENOMEM ? -EAGAIN : err;
}

long sys_mlock(unsigned long start, unsigned long len)
{
	return do_mlock(start, len, VM_LOCKED);
}

long sys_mlock2(unsigned long start, unsigned long len, int flags)
{
	if (flags & ~MLOCK_ONFAULT)
		return -EINVAL;
	return do_mlock(start, len, VM_LOCKED | (flags & MLOCK_ONFAULT ? VM_LOCKONFAULT : 0));
}

long sys_munlock(unsigned long start, unsigned long len)
{
	return apply_vma_lock_flags(start & PAGE_MASK, PAGE_ALIGN(start + len), 0);
}

/* Mapping by mapping; those that cannot be locked are left out. */
static void apply_mlockall_flags(struct mm_struct *mm, int flags)
{
	vm_flags_t to_add = 0;
	struct vm_area_struct *vma;
	unsigned long next = 0;

	mm->def_flags &= ~VM_LOCKED_MASK;
	if (flags & (MCL_FUTURE | MCL_CURRENT))
		to_add = VM_LOCKED | (flags & MCL_ONFAULT ? VM_LOCKONFAULT : 0);
	if (flags & MCL_FUTURE)
		mm->def_flags |= to_add;
	if ((flags & MCL_FUTURE) && !(flags & MCL_CURRENT))
		return;
	while ((vma = find_vma(mm, next))) {
		next = vma->vm_end;
		mlock_fixup(vma, vma->vm_start, next, (vma->vm_flags & ~VM_LOCKED_MASK) | to_add);
	}
}

long sys_mlockall(int flags)
{
	struct mm_struct *mm = current->mm;

	if (!flags || (flags & ~(MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT)) || flags == MCL_ONFAULT)
		return -EINVAL;
	mmap_write_lock(mm);
	apply_mlockall_flags(mm, flags);
	mmap_write_unlock(mm);
	if (flags & MCL_CURRENT) {
		/* A program's data would be a small piece of this: what it uses is there by now. */
		mm_populate(mm, 0, LAB_USER_DATA);
		mm_populate(mm, LAB_USER_DATA + LAB_USER_DATA_SIZE, TASK_SIZE);
	}
	return 0;
}

long sys_munlockall(void)
{
	struct mm_struct *mm = current->mm;

	mmap_write_lock(mm);
	apply_mlockall_flags(mm, 0);
	mmap_write_unlock(mm);
	return 0;
}
