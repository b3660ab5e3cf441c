// SPDX-License-Identifier: GPL-2.0-or-later
#include <linux/mmu_notifier.h>
#include <linux/swapops.h>

void change_protection(struct vm_area_struct *vma);

/* What a special entry becomes when its mapping may no longer be written. */
static pte_t write_protect_entry(pte_t pte)
{
	swp_entry_t entry = pte_to_swp_entry(pte);
	pte_t newpte;

	if (is_writable_migration_entry(entry))
		entry = PageAnonExclusive(pfn_swap_entry_to_page(entry)) ?
			make_readable_exclusive_migration_entry(swp_offset(entry)) :
			make_readable_migration_entry(swp_offset(entry));
	else if (is_writable_device_private_entry(entry))
		entry = make_readable_device_private_entry(swp_offset(entry));
	else if (is_writable_device_exclusive_entry(entry))
		entry = make_readable_device_exclusive_entry(swp_offset(entry));
	else
		return pte;
	newpte = swp_entry_to_pte(entry);
	return pte_swp_soft_dirty(pte) ? pte_swp_mksoft_dirty(newpte) : newpte;
}

/* A page becomes writable again only by a fault, unless nobody else can have it. */
static bool can_change_pte_writable(struct vm_area_struct *vma, unsigned long addr, pte_t pte)
{
	struct page *page = vm_normal_page(vma, addr, pte);

	return (vma->vm_flags & VM_WRITE) && pte_dirty(pte) && page && PageAnonExclusive(page);
}

/* Brings the page table entries of a mapping into line with its new rights. */
void change_protection(struct vm_area_struct *vma)
{
	struct mmu_notifier_range range;
	unsigned long addr;

	mmu_notifier_range_init(&range, MMU_NOTIFY_PROTECTION_VMA, 0, vma->vm_mm, vma->vm_start,
				vma->vm_end);
	mmu_notifier_invalidate_range_start(&range);
	for (addr = vma->vm_start; addr < vma->vm_end; addr += PAGE_SIZE) {
		pmd_t *pmd = mm_find_pmd(vma->vm_mm, addr);
		pte_t *ptep, pte;

		if (!pmd || pmd_none(*pmd))
			continue;
		ptep = pte_offset_kernel(pmd, addr);
		pte = ptep_get(ptep);
		if (pte_none(pte))
			continue;
		if (pte_present(pte)) {
			pte = pte_modify(pte, vma->vm_page_prot);
			if (can_change_pte_writable(vma, addr, pte))
				pte = pte_mkwrite(pte, vma);
		} else if (!(vma->vm_flags & VM_WRITE)) {
			pte = write_protect_entry(pte);
		}
		set_pte_at(vma->vm_mm, addr, ptep, pte);
	}
	flush_tlb_range(vma, vma->vm_start, vma->vm_end);
	mmu_notifier_invalidate_range_end(&range);
}
