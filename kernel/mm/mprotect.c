// SPDX-License-Identifier: GPL-2.0-or-later
/* Changing the rights of mappings. */
#include <linux/err.h>
#include <linux/huge_mm.h>
#include <linux/hugetlb.h>
#include <linux/mman.h>
#include <linux/mmu_notifier.h>
#include <linux/sched.h>
#include <linux/swapops.h>
#include "internal.h"
#include "vma.h"

/* What a special entry becomes when rights change: a fault will make it writable again. */
static pte_t change_nonpresent_pte(pte_t oldpte)
{
	swp_entry_t entry = pte_to_swp_entry(oldpte);
	bool keep_soft_dirty = true;
	pte_t newpte;

	if (is_writable_migration_entry(entry)) {
		if (folio_test_anon(pfn_swap_entry_folio(entry)))
			entry = make_readable_exclusive_migration_entry(swp_offset(entry));
		else
			entry = make_readable_migration_entry(swp_offset(entry));
	} else if (is_writable_device_private_entry(entry)) {
		entry = make_readable_device_private_entry(swp_offset(entry));
		keep_soft_dirty = false;
	} else if (is_writable_device_exclusive_entry(entry)) {
		entry = make_readable_device_exclusive_entry(swp_offset(entry));
	} else {
		return oldpte;
	}
	newpte = swp_entry_to_pte(entry);
	if (keep_soft_dirty && pte_swp_soft_dirty(oldpte))
		newpte = pte_swp_mksoft_dirty(newpte);
	return newpte;
}

/* Whether a write fault would do nothing but make the entry writable. */
bool can_change_pte_writable(struct vm_area_struct *vma, unsigned long addr, pte_t pte)
{
	struct page *page;

	if (WARN_ON_ONCE(!(vma->vm_flags & VM_WRITE)))
		return false;
	if (pte_protnone(pte))
		return false;
	if (vma->vm_flags & VM_SHARED)
		return pte_dirty(pte);
	page = vm_normal_page(vma, addr, pte);
	return page && folio_test_anon(page_folio(page)) && PageAnonExclusive(page);
}

static void change_pte_range(struct vm_area_struct *vma, pmd_t *pmd, unsigned long addr,
			     unsigned long end, bool try_change_writable)
{
	spinlock_t *ptl;
	pte_t *start_pte = pte_offset_map_lock(vma->vm_mm, pmd, addr, &ptl), *pte;

	if (!start_pte)
		return;
	for (pte = start_pte; addr < end; addr += PAGE_SIZE, pte++) {
		pte_t oldpte = ptep_get(pte), newpte;

		if (pte_none(oldpte))
			continue;
		if (pte_present(oldpte)) {
			oldpte = ptep_get_and_clear(vma->vm_mm, addr, pte);
			newpte = pte_modify(oldpte, vma->vm_page_prot);
			if (try_change_writable && !pte_write(newpte) &&
			    can_change_pte_writable(vma, addr, newpte))
				newpte = pte_mkwrite(newpte, vma);
			set_pte_at(vma->vm_mm, addr, pte, newpte);
		} else {
			newpte = change_nonpresent_pte(oldpte);
			if (!pte_same(oldpte, newpte))
				set_pte_at(vma->vm_mm, addr, pte, newpte);
		}
	}
	pte_unmap_unlock(start_pte, ptl);
}

static void change_pmd_range(struct vm_area_struct *vma, pmd_t *pmd, unsigned long addr,
			     unsigned long end, bool try_change_writable)
{
	if (is_swap_pmd(*pmd) || pmd_trans_huge(*pmd) || pmd_devmap(*pmd)) {
		if (end - addr != HPAGE_PMD_SIZE)
			__split_huge_pmd(vma, pmd, addr, false, NULL);
		else if (change_huge_pmd(vma, pmd, addr, vma->vm_page_prot, try_change_writable))
			return;
	}
	if (!pmd_none(*pmd))
		change_pte_range(vma, pmd, addr, end, try_change_writable);
}

/* Brings the page table entries of a part of a mapping into line with its rights. */
void change_protection(struct vm_area_struct *vma, unsigned long start, unsigned long end,
		       bool try_change_writable)
{
	struct mmu_notifier_range range = { 0 };
	unsigned long addr, next;

	if (is_vm_hugetlb_page(vma)) {
		hugetlb_change_protection(vma, start, end);
		return;
	}

	for (addr = start; addr < end; addr = next) {
		pmd_t *pmd = mm_find_pmd(vma->vm_mm, addr);

		next = pmd_addr_end(addr, end);
		if (!pmd)
			continue;
		if (!range.start) {
			mmu_notifier_range_init(&range, MMU_NOTIFY_PROTECTION_VMA, 0, vma->vm_mm,
						addr, end);
			mmu_notifier_invalidate_range_start(&range);
		}
		if (!pmd_none(*pmd))
			change_pmd_range(vma, pmd, addr, next, try_change_writable);
	}
	flush_tlb_range(vma, start, end);
	if (range.start)
		mmu_notifier_invalidate_range_end(&range);
}

/* Entries can become writable at once, unless the mapping's file wants to know of writes. */
static bool vma_wants_manual_pte_write_upgrade(struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_SHARED)
		return vma_wants_writenotify(vma);
	return vma->vm_flags & VM_WRITE;
}

static int mprotect_fixup(struct vm_area_struct *vma, unsigned long start, unsigned long end,
			  vm_flags_t newflags)
{
	vm_flags_t oldflags = vma->vm_flags;

	if (newflags == oldflags)
		return 0;
	if (newflags & VM_WRITE) {
		if (!(oldflags & (VM_ACCOUNT | VM_WRITE | VM_HUGETLB | VM_SHARED | VM_NORESERVE)))
			newflags |= VM_ACCOUNT;
	} else if ((oldflags & VM_ACCOUNT) && vma_is_anonymous(vma) && !vma->anon_vma) {
		newflags &= ~VM_ACCOUNT;
	}
	vma = vma_modify_flags(vma, start, end, newflags);
	if (IS_ERR(vma))
		return PTR_ERR(vma);
	vm_flags_reset(vma, newflags);
	vma_set_page_prot(vma);
	change_protection(vma, start, end, vma_wants_manual_pte_write_upgrade(vma));

	/* Locked memory shall not fault: its copies are made now. */
	if ((oldflags & (VM_WRITE | VM_SHARED | VM_LOCKED)) == VM_LOCKED && (newflags & VM_WRITE))
		populate_vma_page_range(vma, start, end, false);
	return 0;
}

long sys_mprotect(unsigned long start, unsigned long len, unsigned long prot)
{
	struct mm_struct *mm = current->mm;
	unsigned long end, addr, next;
	long err = 0;

	if (!PAGE_ALIGNED(start) || (prot & ~(unsigned long)(PROT_READ | PROT_WRITE | PROT_EXEC)))
		return -EINVAL;
	if (!len)
		return 0;
	end = start + PAGE_ALIGN(len);
	if (end <= start)
		return -ENOMEM;
	mmap_write_lock(mm);
	for (addr = start; !err && addr < end; addr = next) {
		struct vm_area_struct *vma = vma_lookup(mm, addr);
		vm_flags_t newflags;

		if (!vma) {
			err = -ENOMEM;
			break;
		}
		next = min(end, vma->vm_end);
		newflags = calc_vm_prot_bits(prot) | (vma->vm_flags & ~VM_ACCESS_FLAGS);
		if ((newflags & ~(newflags >> 4)) & VM_ACCESS_FLAGS)
			err = -EACCES;		/* more than the file was opened for */
		else
			err = mprotect_fixup(vma, addr, next, newflags);
	}
	mmap_write_unlock(mm);
	return err;
}
