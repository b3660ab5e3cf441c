// SPDX-License-Identifier: GPL-2.0-or-later
/* Moving and resizing mappings: the entries of the page tables move, the pages stay. */
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/huge_mm.h>
#include <linux/hugetlb.h>
#include <linux/mman.h>
#include <linux/mmu_notifier.h>
#include <linux/rmap.h>
#include <linux/sched.h>
#include <linux/swapops.h>
#include "internal.h"
#include "vma.h"

/* So that whoever looks for changes sees that something is new at this address. */
static pte_t move_soft_dirty_pte(pte_t pte)
{
	return pte_present(pte) ? pte_mksoft_dirty(pte) : pte_swp_mksoft_dirty(pte);
}

/* Both tables are of one address space, so one lock guards them. */
static void move_ptes(struct vm_area_struct *vma, pmd_t *old_pmd, unsigned long old_addr,
		      unsigned long old_end, pmd_t *new_pmd, unsigned long new_addr)
{
	struct mm_struct *mm = vma->vm_mm;
	unsigned long start = old_addr;
	bool force_flush = false;
	pte_t *old_pte, *new_pte;
	spinlock_t *ptl;

	old_pte = pte_offset_map_lock(mm, old_pmd, old_addr, &ptl);
	if (!old_pte)
		return;
	new_pte = pte_offset_kernel(new_pmd, new_addr);
	for (; old_addr < old_end; old_addr += PAGE_SIZE, new_addr += PAGE_SIZE) {
		pte_t *from = old_pte++, *to = new_pte++, pte;

		if (pte_none(ptep_get(from)))
			continue;
		pte = ptep_get_and_clear(mm, old_addr, from);
		if (pte_present(pte))
			force_flush = true;
		set_pte_at(mm, new_addr, to, move_soft_dirty_pte(pte));
	}
	if (force_flush)
		flush_tlb_range(vma, start, old_end);
	pte_unmap_unlock(old_pte, ptl);
}

/* A whole table at once. */
static bool move_normal_pmd(struct vm_area_struct *vma, pmd_t *old_pmd, pmd_t *new_pmd,
			    unsigned long old_addr)
{
	if (!pmd_none(*new_pmd))
		return false;
	*new_pmd = *old_pmd;
	old_pmd->pmd = 0;
	flush_tlb_range(vma, old_addr, old_addr + PMD_SIZE);
	return true;
}

static bool move_huge_pmd(struct vm_area_struct *vma, unsigned long old_addr,
			  unsigned long new_addr, pmd_t *old_pmd, pmd_t *new_pmd)
{
	struct mm_struct *mm = vma->vm_mm;
	spinlock_t *ptl;
	pmd_t pmd;

	if (!pmd_none(*new_pmd))
		return false;
	ptl = pmd_lock(mm, old_pmd);
	pmd = pmdp_huge_get_and_clear(mm, old_addr, old_pmd);
	if (!is_vm_hugetlb_page(vma))
		pmd = pmd_present(pmd) ? pmd_mksoft_dirty(pmd) : pmd_swp_mksoft_dirty(pmd);
	set_pmd_at(mm, new_addr, new_pmd, pmd);
	flush_tlb_range(vma, old_addr, old_addr + PMD_SIZE);
	spin_unlock(ptl);
	return true;
}

/* Up to the next border of a table, of the old or of the new ones. */
static unsigned long get_extent(unsigned long old_addr, unsigned long old_end,
				unsigned long new_addr)
{
	unsigned long extent = pmd_addr_end(old_addr, old_end) - old_addr;

	return min(extent, ((new_addr + PMD_SIZE) & PMD_MASK) - new_addr);
}

/* False if there was no memory for a table. */
static bool move_page_tables(struct vm_area_struct *vma, unsigned long old_addr,
			     unsigned long new_addr, unsigned long len)
{
	unsigned long old_end = old_addr + len, extent;
	struct mm_struct *mm = vma->vm_mm;
	struct mmu_notifier_range range;
	bool done = true;

	if (!len)
		return true;
	mmu_notifier_range_init(&range, MMU_NOTIFY_UNMAP, 0, mm, old_addr, old_end);
	mmu_notifier_invalidate_range_start(&range);
	for (; done && old_addr < old_end; old_addr += extent, new_addr += extent) {
		pmd_t *old_pmd = mm_find_pmd(mm, old_addr), *new_pmd = NULL;
		pud_t *new_pud;

		extent = get_extent(old_addr, old_end, new_addr);
		if (!old_pmd || pmd_none(*old_pmd))
			continue;
		new_pud = pud_alloc(mm, pgd_offset(mm, new_addr), new_addr);
		if (new_pud)
			new_pmd = pmd_alloc(mm, new_pud, new_addr);
		if (is_swap_pmd(*old_pmd) || pmd_leaf(*old_pmd)) {
			if (new_pmd && extent == PMD_SIZE &&
			    move_huge_pmd(vma, old_addr, new_addr, old_pmd, new_pmd))
				continue;
			split_huge_pmd(vma, old_pmd, old_addr);
		} else if (new_pmd && extent == PMD_SIZE &&
			   move_normal_pmd(vma, old_pmd, new_pmd, old_addr)) {
			continue;
		}
		if (new_pmd && !pte_alloc(mm, new_pmd))
			move_ptes(vma, old_pmd, old_addr, old_addr + extent, new_pmd, new_addr);
		else
			done = false;
	}
	mmu_notifier_invalidate_range_end(&range);
	return done;
}

/* A mapping of the same thing elsewhere, into which the entries can move. */
static struct vm_area_struct *copy_vma(struct vm_area_struct *vma, unsigned long addr,
				       unsigned long len, pgoff_t pgoff)
{
	struct vm_area_struct *new_vma;

	/* Nothing has come in yet, so the offset is free to follow the address. */
	if (vma_is_anonymous(vma) && !vma->anon_vma)
		pgoff = addr >> PAGE_SHIFT;
	new_vma = vma_merge_new_range(vma->vm_mm, addr, addr + len, vma->vm_flags, vma->vm_file,
				      pgoff, vma->anon_vma);
	if (new_vma)
		return new_vma;

	new_vma = vm_area_dup(vma);
	if (!new_vma)
		return NULL;
	vma_set_range(new_vma, addr, addr + len, pgoff);
	if (anon_vma_clone(new_vma, vma)) {
		vm_area_free(new_vma);
		return NULL;
	}
	if (new_vma->vm_file)
		get_file(new_vma->vm_file);
	if (new_vma->vm_ops && new_vma->vm_ops->open)
		new_vma->vm_ops->open(new_vma);
	if (vma_link(vma->vm_mm, new_vma))
		return NULL;
	return new_vma;
}

static long move_vma(struct vm_area_struct *vma, unsigned long old_addr, unsigned long old_len,
		     unsigned long new_len, unsigned long new_addr, unsigned long flags)
{
	pgoff_t pgoff = vma->vm_pgoff + ((old_addr - vma->vm_start) >> PAGE_SHIFT);
	struct mm_struct *mm = vma->vm_mm;
	vm_flags_t vm_flags = vma->vm_flags;
	int err = 0;

	if (mm->map_count >= MAX_MAP_COUNT - 3)
		return -ENOMEM;
	if (vma->vm_ops && vma->vm_ops->may_split) {
		if (vma->vm_start != old_addr)
			err = vma->vm_ops->may_split(vma, old_addr);
		if (!err && vma->vm_end != old_addr + old_len)
			err = vma->vm_ops->may_split(vma, old_addr + old_len);
	}
	if (err)
		return err;
	if (!copy_vma(vma, new_addr, new_len, pgoff))
		return -ENOMEM;

	/* The mapping may have been joined with the new one, if nothing was in it. */
	vma = vma_lookup(mm, old_addr);
	if (!move_page_tables(vma, old_addr, new_addr, old_len)) {
		move_page_tables(vma_lookup(mm, new_addr), new_addr, old_addr, old_len);
		do_vmi_munmap(mm, new_addr, new_len);
		return -ENOMEM;
	}
	if (flags & MREMAP_DONTUNMAP) {
		vm_flags_reset(vma, vma->vm_flags & ~VM_LOCKED_MASK);
		if (vma->vm_start == old_addr && vma->vm_end == old_addr + old_len) {
			unlink_anon_vmas(vma);
			if (vma_is_anonymous(vma))
				vma->vm_pgoff = vma->vm_start >> PAGE_SHIFT;
		}
		return new_addr;
	}
	if (old_len)
		do_vmi_munmap(mm, old_addr, old_len);
	if (vm_flags & VM_LOCKED)
		mm->locked_vm += new_len >> PAGE_SHIFT;
	return new_addr;
}

/* The mapping, or why it cannot get another size. */
static struct vm_area_struct *vma_to_resize(unsigned long addr, unsigned long old_len,
					    unsigned long new_len, unsigned long flags)
{
	struct vm_area_struct *vma = vma_lookup(current->mm, addr);

	if (!vma)
		return ERR_PTR(-EFAULT);
	if (!old_len && !(vma->vm_flags & (VM_SHARED | VM_MAYSHARE)))
		return ERR_PTR(-EINVAL);
	if ((flags & MREMAP_DONTUNMAP) && (vma->vm_flags & (VM_DONTEXPAND | VM_PFNMAP)))
		return ERR_PTR(-EINVAL);
	if (old_len > vma->vm_end - addr)
		return ERR_PTR(-EFAULT);
	if (new_len != old_len && (vma->vm_flags & (VM_DONTEXPAND | VM_PFNMAP)))
		return ERR_PTR(-EFAULT);
	return vma;
}

static long mremap_to(unsigned long addr, unsigned long old_len, unsigned long new_addr,
		      unsigned long new_len, unsigned long flags)
{
	struct mm_struct *mm = current->mm;
	struct vm_area_struct *vma;
	long ret;

	if (!PAGE_ALIGNED(new_addr) || new_len > TASK_SIZE || new_addr > TASK_SIZE - new_len)
		return -EINVAL;
	if (addr + old_len > new_addr && new_addr + new_len > addr)
		return -EINVAL;
	if (flags & MREMAP_FIXED) {
		ret = do_vmi_munmap(mm, new_addr, new_len);
		if (ret)
			return ret;
	}
	if (old_len > new_len) {
		ret = do_vmi_munmap(mm, addr + new_len, old_len - new_len);
		if (ret)
			return ret;
		old_len = new_len;
	}
	vma = vma_to_resize(addr, old_len, new_len, flags);
	if (IS_ERR(vma))
		return PTR_ERR(vma);
	if (!(flags & MREMAP_FIXED)) {
		new_addr = get_unmapped_area(vma->vm_file, new_addr, new_len,
					     vma->vm_pgoff + ((addr - vma->vm_start) >> PAGE_SHIFT),
					     vma->vm_flags & VM_MAYSHARE ? MAP_SHARED : 0);
		if (IS_ERR((void *)new_addr))
			return new_addr;
	}
	return move_vma(vma, addr, old_len, new_len, new_addr, flags);
}

static long shrink(struct mm_struct *mm, unsigned long addr, unsigned long old_len,
		   unsigned long new_len)
{
	long err = do_vmi_munmap(mm, addr + new_len, old_len - new_len);

	return err ? err : (long)addr;
}

/* Makes a mapping longer where it is, if nothing is in the way; else it moves. */
static long grow(unsigned long addr, unsigned long old_len, unsigned long new_len,
		 unsigned long flags)
{
	struct vm_area_struct *vma = vma_to_resize(addr, old_len, new_len, flags), *next;
	unsigned long end, new_addr, delta = new_len - old_len;
	struct mm_struct *mm = current->mm;

	if (IS_ERR(vma))
		return PTR_ERR(vma);
	end = vma->vm_end;
	next = find_vma(mm, end);
	if (old_len == end - addr && end + delta > end && end + delta <= TASK_SIZE &&
	    (!next || next->vm_start >= end + delta)) {
		if (!vma_merge_new_range(mm, end, end + delta, vma->vm_flags, vma->vm_file,
					 vma->vm_pgoff + vma_pages(vma), vma->anon_vma))
			return -ENOMEM;
		if (vma->vm_flags & VM_LOCKED)
			mm->locked_vm += delta >> PAGE_SHIFT;
		return addr;
	}
	if (!(flags & MREMAP_MAYMOVE))
		return -ENOMEM;
	new_addr = get_unmapped_area(vma->vm_file, 0, new_len,
				     vma->vm_pgoff + ((addr - vma->vm_start) >> PAGE_SHIFT),
				     vma->vm_flags & VM_MAYSHARE ? MAP_SHARED : 0);
	if (IS_ERR((void *)new_addr))
		return new_addr;
	return move_vma(vma, addr, old_len, new_len, new_addr, flags);
}

long sys_mremap(unsigned long addr, unsigned long old_len, unsigned long new_len,
		unsigned long flags, unsigned long new_addr)
{
	struct mm_struct *mm = current->mm;
	struct vm_area_struct *vma;
	bool locked = false;
	long ret = -EFAULT;

	if ((flags & ~(MREMAP_FIXED | MREMAP_MAYMOVE | MREMAP_DONTUNMAP)) || !PAGE_ALIGNED(addr) ||
	    ((flags & (MREMAP_FIXED | MREMAP_DONTUNMAP)) && !(flags & MREMAP_MAYMOVE)) ||
	    ((flags & MREMAP_DONTUNMAP) && old_len != new_len))
		return -EINVAL;
	old_len = PAGE_ALIGN(old_len);
	new_len = PAGE_ALIGN(new_len);
	if (!new_len)
		return -EINVAL;

	mmap_write_lock(mm);
	vma = vma_lookup(mm, addr);
	if (vma) {
		locked = vma->vm_flags & VM_LOCKED;
		if (flags & (MREMAP_FIXED | MREMAP_DONTUNMAP))
			ret = mremap_to(addr, old_len, new_addr, new_len, flags);
		else if (old_len > new_len)
			ret = shrink(mm, addr, old_len, new_len);
		else if (old_len == new_len)
			ret = addr;
		else
			ret = grow(addr, old_len, new_len, flags);
	}
	mmap_write_unlock(mm);
	if (locked && new_len > old_len && !IS_ERR((void *)ret))
		mm_populate(mm, ret + old_len, ret + new_len);
	return ret;
}
