// SPDX-License-Identifier: GPL-2.0-or-later
/* Getting at the pages of a user program from inside the kernel. */
#include <linux/mm.h>
#include <linux/swap.h>
#include <linux/sched.h>

/* The page at @address with a reference, if the entry allows the access. */
static struct page *follow_page_pte(struct vm_area_struct *vma, unsigned long address,
				    unsigned int flags)
{
	pmd_t *pmd = mm_find_pmd(vma->vm_mm, address);
	struct page *page = NULL;
	spinlock_t *ptl;
	pte_t *ptep, pte;

	ptep = pmd ? pte_offset_map_lock(vma->vm_mm, pmd, address, &ptl) : NULL;
	if (!ptep)
		return NULL;
	pte = ptep_get(ptep);
	if (!pte_present(pte) || ((flags & FOLL_WRITE) && !pte_write(pte)))
		goto out;

	page = vm_normal_page(vma, address, pte);
	if (!page && is_zero_pfn(pte_pfn(pte)))
		page = pfn_to_page(pte_pfn(pte));
	if (!page)
		goto out;
	folio_get(page_folio(page));
	if (flags & FOLL_TOUCH) {
		if ((flags & FOLL_WRITE) && !pte_dirty(pte) && !folio_test_dirty(page_folio(page)))
			folio_mark_dirty(page_folio(page));
		folio_mark_accessed(page_folio(page));
	}
out:
	pte_unmap_unlock(ptep, ptl);
	return page;
}

static int faultin_page(struct vm_area_struct *vma, unsigned long address, unsigned int flags)
{
	unsigned int fault_flags = FAULT_FLAG_REMOTE;
	vm_fault_t ret;

	if (flags & FOLL_WRITE)
		fault_flags |= FAULT_FLAG_WRITE;
	ret = handle_mm_fault(vma, address, fault_flags, NULL);
	return ret & VM_FAULT_ERROR ? -EFAULT : 0;
}

long get_user_pages_remote(struct mm_struct *mm, unsigned long start, unsigned long nr_pages,
			   unsigned int gup_flags, struct page **pages)
{
	unsigned long i;

	gup_flags |= FOLL_TOUCH;
	for (i = 0; i < nr_pages; i++, start += PAGE_SIZE) {
		struct vm_area_struct *vma = vma_lookup(mm, start);

		if (!vma || !(vma->vm_flags & (gup_flags & FOLL_WRITE ? VM_WRITE : VM_READ)))
			return i ? (long)i : -EFAULT;
		while (!(pages[i] = follow_page_pte(vma, start, gup_flags)))
			if (faultin_page(vma, start, gup_flags))
				return i ? (long)i : -EFAULT;
	}
	return i;
}
