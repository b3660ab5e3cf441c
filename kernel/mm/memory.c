// SPDX-License-Identifier: GPL-2.0-or-later
/* Page faults, and taking mappings away. */
#include <linux/highmem.h>
#include <linux/memcontrol.h>
#include <linux/mmu_notifier.h>
#include <linux/pagemap.h>
#include <linux/rmap.h>
#include <linux/sched.h>
#include <linux/swap.h>
#include <linux/swapops.h>

/*
 * The page behind a present entry, if it is one that is counted: the zero page is not, and neither
 * is what a driver maps without struct pages.
 */
struct page *vm_normal_page(struct vm_area_struct *vma, unsigned long addr, pte_t pte)
{
	if (pte_special(pte))
		return NULL;
	if (is_zero_pfn(pte_pfn(pte)))
		return NULL;
	return pfn_to_page(pte_pfn(pte));
}

static void print_bad_pte(struct vm_area_struct *vma, unsigned long addr, pte_t pte)
{
	pr_err("BUG: Bad page map in process  pte:%08lx\n", pte_val(pte));
	pr_err("addr:%px vm_flags:%08lx anon_vma:%px\n", (void *)addr, vma->vm_flags,
	       (void *)vma->anon_vma);
}

/* ---- taking mappings away ---- */

static void zap_present_pte(struct vm_area_struct *vma, unsigned long addr, pte_t *ptep, pte_t pte)
{
	struct page *page = vm_normal_page(vma, addr, pte);
	struct folio *folio;

	ptep_get_and_clear(vma->vm_mm, addr, ptep);
	if (!page)
		return;
	folio = page_folio(page);
	if (!folio_test_anon(folio)) {
		if (pte_dirty(pte))
			folio_mark_dirty(folio);
		if (pte_young(pte))
			folio_mark_accessed(folio);
	}
	dec_mm_counter(vma->vm_mm, folio_test_anon(folio) ? MM_ANONPAGES : MM_FILEPAGES);
	folio_remove_rmap_pte(folio, page, vma);
	folio_put(folio);
}

static void zap_nonpresent_pte(struct vm_area_struct *vma, unsigned long addr, pte_t *ptep,
			       pte_t pte)
{
	swp_entry_t entry = pte_to_swp_entry(pte);

	if (is_device_private_entry(entry) || is_device_exclusive_entry(entry)) {
		struct page *page = pfn_swap_entry_to_page(entry);
		struct folio *folio = page_folio(page);

		dec_mm_counter(vma->vm_mm, MM_ANONPAGES);
		if (is_device_private_entry(entry))
			folio_remove_rmap_pte(folio, page, vma);
		ptep_get_and_clear(vma->vm_mm, addr, ptep);
		folio_put(folio);
		return;
	}
	if (is_migration_entry(entry))
		dec_mm_counter(vma->vm_mm, MM_ANONPAGES);
	ptep_get_and_clear(vma->vm_mm, addr, ptep);
}

static void zap_pte_range(struct vm_area_struct *vma, pmd_t *pmd, unsigned long addr,
			  unsigned long end)
{
	spinlock_t *ptl;
	pte_t *start_pte, *pte;

	start_pte = pte_offset_map_lock(vma->vm_mm, pmd, addr, &ptl);
	if (!start_pte)
		return;
	for (pte = start_pte; addr < end; addr += PAGE_SIZE, pte++) {
		pte_t ptent = ptep_get(pte);

		if (pte_none(ptent))
			continue;
		if (pte_present(ptent))
			zap_present_pte(vma, addr, pte, ptent);
		else
			zap_nonpresent_pte(vma, addr, pte, ptent);
	}
	flush_tlb_range(vma, addr, end);
	pte_unmap_unlock(start_pte, ptl);
}

/* Unmaps all pages of a part of one mapping. */
void unmap_vmas(struct vm_area_struct *vma, unsigned long start, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long addr, next;

	mmu_notifier_range_init(&range, MMU_NOTIFY_UNMAP, 0, vma->vm_mm, start, end);
	mmu_notifier_invalidate_range_start(&range);
	for (addr = start; addr < end; addr = next) {
		pmd_t *pmd = mm_find_pmd(vma->vm_mm, addr);

		next = pmd_addr_end(addr, end);
		if (pmd && !pmd_none(*pmd))
			zap_pte_range(vma, pmd, addr, next);
	}
	mmu_notifier_invalidate_range_end(&range);
}

/* ---- anonymous memory ---- */

/* Whether somebody else has changed the entry while the lock was not held. */
static bool vmf_pte_changed(struct vm_fault *vmf)
{
	if (vmf->flags & FAULT_FLAG_ORIG_PTE_VALID)
		return !pte_same(ptep_get(vmf->pte), vmf->orig_pte);
	return !pte_none(ptep_get(vmf->pte));
}

static struct folio *alloc_anon_folio(struct vm_fault *vmf)
{
	struct page *page = alloc_page_vma(GFP_HIGHUSER_MOVABLE, vmf->vma, vmf->address);

	if (!page)
		return NULL;
	clear_highpage(page);
	mem_cgroup_charge(page_folio(page), vmf->vma->vm_mm, GFP_KERNEL);
	return page_folio(page);
}

/* First access to a page that nothing is behind: a read gets the zero page, a write a new one. */
static vm_fault_t do_anonymous_page(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	unsigned long addr = vmf->address;
	struct folio *folio;
	pte_t entry;

	if (vma->vm_flags & VM_SHARED)
		return VM_FAULT_SIGBUS;
	if (pte_alloc(vma->vm_mm, vmf->pmd))
		return VM_FAULT_OOM;

	if (!(vmf->flags & FAULT_FLAG_WRITE)) {
		entry = pte_mkspecial(pfn_pte(my_zero_pfn(addr), vma->vm_page_prot.pgprot));
		vmf->pte = pte_offset_map_lock(vma->vm_mm, vmf->pmd, addr, &vmf->ptl);
		if (!vmf_pte_changed(vmf))
			set_pte_at(vma->vm_mm, addr, vmf->pte, entry);
		pte_unmap_unlock(vmf->pte, vmf->ptl);
		return 0;
	}

	if (anon_vma_prepare(vma))
		return VM_FAULT_OOM;
	folio = alloc_anon_folio(vmf);
	if (!folio)
		return VM_FAULT_OOM;
	folio_set_uptodate(folio);

	entry = mk_pte(&folio->page, vma->vm_page_prot);
	if (vma->vm_flags & VM_WRITE)
		entry = pte_mkwrite(pte_mkdirty(entry), vma);

	vmf->pte = pte_offset_map_lock(vma->vm_mm, vmf->pmd, addr, &vmf->ptl);
	if (vmf_pte_changed(vmf)) {
		folio_put(folio);
	} else {
		inc_mm_counter(vma->vm_mm, MM_ANONPAGES);
		folio_add_new_anon_rmap(folio, vma, addr, RMAP_EXCLUSIVE);
		folio_add_lru_vma(folio, vma);
		set_pte_at(vma->vm_mm, addr, vmf->pte, entry);
	}
	pte_unmap_unlock(vmf->pte, vmf->ptl);
	return 0;
}

/* ---- writing to what is mapped read-only ---- */

/* Nobody else can have the page: it becomes writable as it is. */
static void wp_page_reuse(struct vm_fault *vmf)
{
	pte_t entry = pte_mkyoung(vmf->orig_pte);

	entry = pte_mkwrite(pte_mkdirty(entry), vmf->vma);
	set_pte_at(vmf->vma->vm_mm, vmf->address, vmf->pte, entry);
	flush_tlb_page(vmf->vma, vmf->address);
	pte_unmap_unlock(vmf->pte, vmf->ptl);
}

/* A page of one's own with the same contents takes its place. */
static vm_fault_t wp_page_copy(struct vm_fault *vmf, struct page *old)
{
	struct vm_area_struct *vma = vmf->vma;
	struct mm_struct *mm = vma->vm_mm;
	struct mmu_notifier_range range;
	struct folio *new_folio;
	pte_t entry;

	if (anon_vma_prepare(vma))
		return VM_FAULT_OOM;
	new_folio = alloc_anon_folio(vmf);
	if (!new_folio)
		return VM_FAULT_OOM;
	if (old)
		copy_highpage(&new_folio->page, old);
	folio_set_uptodate(new_folio);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, vmf->address,
				vmf->address + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);

	vmf->pte = pte_offset_map_lock(mm, vmf->pmd, vmf->address, &vmf->ptl);
	if (pte_same(ptep_get(vmf->pte), vmf->orig_pte)) {
		if (!old)
			inc_mm_counter(mm, MM_ANONPAGES);
		entry = mk_pte(&new_folio->page, vma->vm_page_prot);
		entry = pte_mkwrite(pte_mkdirty(entry), vma);
		ptep_clear_flush(vma, vmf->address, vmf->pte);
		folio_add_new_anon_rmap(new_folio, vma, vmf->address, RMAP_EXCLUSIVE);
		folio_add_lru_vma(new_folio, vma);
		set_pte_at(mm, vmf->address, vmf->pte, entry);
		if (old)
			folio_remove_rmap_pte(page_folio(old), old, vma);
	} else {
		old = NULL;
		folio_put(new_folio);
	}
	pte_unmap_unlock(vmf->pte, vmf->ptl);
	mmu_notifier_invalidate_range_end(&range);
	if (old)
		put_page(old);		/* of the mapping */
	return 0;
}

/* The last one to have a page that was shared once: only this mapping and the LRU refer to it. */
static bool wp_can_reuse_anon_folio(struct folio *folio)
{
	if (folio_ref_count(folio) > 3)
		return false;
	if (!folio_test_lru(folio))
		lru_add_drain();
	if (folio_ref_count(folio) > 1)
		return false;
	if (!folio_trylock(folio))
		return false;
	SetPageAnonExclusive(&folio->page);
	folio_unlock(folio);
	return true;
}

static vm_fault_t do_wp_page(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	struct page *page = vm_normal_page(vma, vmf->address, vmf->orig_pte);
	struct folio *folio = page ? page_folio(page) : NULL;

	if (folio && folio_test_anon(folio) &&
	    (PageAnonExclusive(page) || wp_can_reuse_anon_folio(folio))) {
		wp_page_reuse(vmf);
		return 0;
	}
	if (folio)
		folio_get(folio);
	pte_unmap_unlock(vmf->pte, vmf->ptl);
	{
		vm_fault_t ret = wp_page_copy(vmf, page);

		if (folio)
			folio_put(folio);
		return ret;
	}
}

/* ---- entries that are not present ---- */

/* The CPU wants a page back that a device has for itself. */
static void restore_exclusive_pte(struct vm_area_struct *vma, struct page *page,
				  unsigned long address, pte_t *ptep)
{
	struct folio *folio = page_folio(page);
	pte_t orig_pte = ptep_get(ptep);
	pte_t pte = pte_mkold(mk_pte(page, vma->vm_page_prot));

	if (pte_swp_soft_dirty(orig_pte))
		pte = pte_mksoft_dirty(pte);
	if (is_writable_device_exclusive_entry(pte_to_swp_entry(orig_pte))) {
		pte = pte_mkdirty(pte);
		if (vma->vm_flags & VM_WRITE)
			pte = pte_mkwrite(pte, vma);
	}

	/* The reference of the mapping was kept by the entry. */
	if (folio_test_anon(folio))
		folio_add_anon_rmap_pte(folio, page, vma, address, RMAP_NONE);
	else
		WARN_ON_ONCE(1);
	set_pte_at(vma->vm_mm, address, ptep, pte);
}

static vm_fault_t remove_device_exclusive_entry(struct vm_fault *vmf)
{
	struct folio *folio = page_folio(vmf->page);
	struct vm_area_struct *vma = vmf->vma;
	struct mmu_notifier_range range;

	/* The entry may be gone before the folio is locked; then it need not live any more. */
	if (!folio_try_get(folio))
		return 0;
	folio_lock(folio);
	mmu_notifier_range_init_owner(&range, MMU_NOTIFY_EXCLUSIVE, 0, vma->vm_mm,
				      vmf->address & PAGE_MASK,
				      (vmf->address & PAGE_MASK) + PAGE_SIZE, NULL);
	mmu_notifier_invalidate_range_start(&range);

	vmf->pte = pte_offset_map_lock(vma->vm_mm, vmf->pmd, vmf->address, &vmf->ptl);
	if (vmf->pte && pte_same(ptep_get(vmf->pte), vmf->orig_pte))
		restore_exclusive_pte(vma, vmf->page, vmf->address, vmf->pte);
	if (vmf->pte)
		pte_unmap_unlock(vmf->pte, vmf->ptl);
	folio_unlock(folio);
	folio_put(folio);

	mmu_notifier_invalidate_range_end(&range);
	return 0;
}

/* With one thread nobody is left who would end the migration. */
void migration_entry_wait(struct mm_struct *mm, pmd_t *pmd, unsigned long address)
{
	pr_err("waiting for ever for the migration of the page at %px\n", (void *)address);
	BUG();
}

/* An entry that is neither empty nor present. There is no swap space, so it is a special one. */
vm_fault_t do_swap_page(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	swp_entry_t entry;
	vm_fault_t ret = 0;

	entry = pte_to_swp_entry(vmf->orig_pte);
	if (is_migration_entry(entry)) {
		migration_entry_wait(vma->vm_mm, vmf->pmd, vmf->address);
	} else if (is_device_exclusive_entry(entry)) {
		vmf->page = pfn_swap_entry_to_page(entry);
		ret = remove_device_exclusive_entry(vmf);
	} else if (is_device_private_entry(entry)) {
		/* A driver's migrate_to_ram() wants the mmap_lock: once more with that. */
		if (vmf->flags & FAULT_FLAG_VMA_LOCK)
			return VM_FAULT_RETRY;

		vmf->page = pfn_swap_entry_to_page(entry);
		vmf->pte = pte_offset_map_lock(vma->vm_mm, vmf->pmd, vmf->address, &vmf->ptl);
		if (!pte_same(ptep_get(vmf->pte), vmf->orig_pte)) {
			pte_unmap_unlock(vmf->pte, vmf->ptl);
			return 0;
		}

		/* As long as the entry is there, the page cannot go away. */
		get_page(vmf->page);
		pte_unmap_unlock(vmf->pte, vmf->ptl);
		ret = vmf->page->pgmap->ops->migrate_to_ram(vmf);
		put_page(vmf->page);
	} else if (is_hwpoison_entry(entry)) {
		ret = VM_FAULT_HWPOISON;
	} else {
		print_bad_pte(vma, vmf->address, vmf->orig_pte);
		ret = VM_FAULT_SIGBUS;
	}
	return ret;
}

/* ---- from the fault to its case ---- */

static vm_fault_t handle_pte_fault(struct vm_fault *vmf)
{
	pte_t entry;

	if (pmd_none(*vmf->pmd)) {
		vmf->pte = NULL;
		vmf->flags &= ~FAULT_FLAG_ORIG_PTE_VALID;
	} else {
		vmf->pte = pte_offset_kernel(vmf->pmd, vmf->address);
		vmf->orig_pte = ptep_get(vmf->pte);
		vmf->flags |= FAULT_FLAG_ORIG_PTE_VALID;
		if (pte_none(vmf->orig_pte))
			vmf->pte = NULL;
	}

	if (!vmf->pte)
		return do_anonymous_page(vmf);
	if (!pte_present(vmf->orig_pte))
		return do_swap_page(vmf);

	vmf->pte = pte_offset_map_lock(vmf->vma->vm_mm, vmf->pmd, vmf->address, &vmf->ptl);
	entry = vmf->orig_pte;
	if (!pte_same(ptep_get(vmf->pte), entry)) {
		pte_unmap_unlock(vmf->pte, vmf->ptl);
		return 0;
	}
	if (vmf->flags & FAULT_FLAG_WRITE) {
		if (!pte_write(entry))
			return do_wp_page(vmf);
		entry = pte_mkdirty(entry);
	}
	set_pte_at(vmf->vma->vm_mm, vmf->address, vmf->pte, pte_mkyoung(entry));
	pte_unmap_unlock(vmf->pte, vmf->ptl);
	return 0;
}

static vm_fault_t __handle_mm_fault(struct vm_area_struct *vma, unsigned long address,
				    unsigned int flags)
{
	struct vm_fault vmf = {
		.vma = vma,
		.address = address & PAGE_MASK,
		.real_address = address,
		.flags = flags,
		.pgoff = linear_page_index(vma, address),
		.gfp_mask = GFP_KERNEL,
	};

	vmf.pud = pud_alloc(vma->vm_mm, pgd_offset(vma->vm_mm, address), address);
	if (!vmf.pud)
		return VM_FAULT_OOM;
	vmf.pmd = pmd_alloc(vma->vm_mm, vmf.pud, address);
	if (!vmf.pmd)
		return VM_FAULT_OOM;
	return handle_pte_fault(&vmf);
}

/* Makes one page of a mapping accessible, or says why that cannot be. */
vm_fault_t handle_mm_fault(struct vm_area_struct *vma, unsigned long address, unsigned int flags,
			   struct pt_regs *regs)
{
	vm_fault_t ret;

	current->in_lru_fault = !(vma->vm_flags & (VM_SEQ_READ | VM_RAND_READ));
	ret = __handle_mm_fault(vma, address, flags);
	current->in_lru_fault = false;
	return ret;
}

/* ---- fork ---- */

static int copy_present_pte(struct vm_area_struct *dst_vma, struct vm_area_struct *src_vma,
			    pte_t *dst_pte, pte_t *src_pte, unsigned long addr)
{
	pte_t pte = ptep_get(src_pte);
	struct page *page = vm_normal_page(src_vma, addr, pte);

	if (page) {
		folio_get(page_folio(page));
		if (folio_try_dup_anon_rmap_pte(page_folio(page), page, src_vma)) {
			folio_put(page_folio(page));
			pr_warn("fork: a pinned page cannot be shared, and the model does not copy it\n");
			return -EAGAIN;
		}
		inc_mm_counter(dst_vma->vm_mm, MM_ANONPAGES);
	}
	if (!(src_vma->vm_flags & VM_SHARED) && pte_write(pte)) {
		set_pte_at(src_vma->vm_mm, addr, src_pte, pte_wrprotect(pte));
		pte = pte_wrprotect(pte);
	}
	set_pte_at(dst_vma->vm_mm, addr, dst_pte, pte_mkold(pte));
	return 0;
}

static int copy_nonpresent_pte(struct vm_area_struct *dst_vma, struct vm_area_struct *src_vma,
			       pte_t *dst_pte, pte_t *src_pte, unsigned long addr)
{
	pte_t pte = ptep_get(src_pte);
	swp_entry_t entry = pte_to_swp_entry(pte);

	if (is_device_exclusive_entry(entry)) {
		restore_exclusive_pte(src_vma, pfn_swap_entry_to_page(entry), addr, src_pte);
		return copy_present_pte(dst_vma, src_vma, dst_pte, src_pte, addr);
	}
	if (is_device_private_entry(entry)) {
		struct page *page = pfn_swap_entry_to_page(entry);

		folio_get(page_folio(page));
		inc_mm_counter(dst_vma->vm_mm, MM_ANONPAGES);
		folio_try_dup_anon_rmap_pte(page_folio(page), page, src_vma);
		if (is_writable_device_private_entry(entry)) {
			bool soft_dirty = pte_swp_soft_dirty(pte);

			entry = make_readable_device_private_entry(swp_offset(entry));
			pte = swp_entry_to_pte(entry);
			if (soft_dirty)
				pte = pte_swp_mksoft_dirty(pte);
			set_pte_at(src_vma->vm_mm, addr, src_pte, pte);
		}
	}
	set_pte_at(dst_vma->vm_mm, addr, dst_pte, pte);
	return 0;
}

/* Gives a child the parent's pages of one mapping; from now on a write copies. */
int copy_page_range(struct vm_area_struct *dst_vma, struct vm_area_struct *src_vma)
{
	struct mm_struct *dst_mm = dst_vma->vm_mm, *src_mm = src_vma->vm_mm;
	unsigned long addr;
	int err = 0;

	for (addr = src_vma->vm_start; addr < src_vma->vm_end && !err; addr += PAGE_SIZE) {
		pmd_t *src_pmd = mm_find_pmd(src_mm, addr), *dst_pmd;
		pte_t *src_pte, *dst_pte;

		if (!src_pmd || pmd_none(*src_pmd))
			continue;
		src_pte = pte_offset_kernel(src_pmd, addr);
		if (pte_none(ptep_get(src_pte)))
			continue;
		dst_pmd = pmd_alloc(dst_mm, pud_alloc(dst_mm, pgd_offset(dst_mm, addr), addr), addr);
		if (pte_alloc(dst_mm, dst_pmd))
			return -ENOMEM;
		dst_pte = pte_offset_kernel(dst_pmd, addr);
		if (pte_present(ptep_get(src_pte)))
			err = copy_present_pte(dst_vma, src_vma, dst_pte, src_pte, addr);
		else
			err = copy_nonpresent_pte(dst_vma, src_vma, dst_pte, src_pte, addr);
	}
	flush_tlb_range(src_vma, src_vma->vm_start, src_vma->vm_end);
	return err;
}
