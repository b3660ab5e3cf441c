// SPDX-License-Identifier: GPL-2.0-or-later
/* Transparent huge pages. */
#include <linux/highmem.h>
#include <linux/huge_mm.h>
#include <linux/memcontrol.h>
#include <linux/migrate.h>
#include <linux/mman.h>
#include <linux/mmu_notifier.h>
#include <linux/pagemap.h>
#include <linux/pfn_t.h>
#include <linux/rmap.h>
#include <linux/swap.h>
#include <linux/swapops.h>
#include <asm/tlb.h>
#include "internal.h"

/* ---- where huge pages may come ---- */

bool vma_thp_disabled(struct vm_area_struct *vma, vm_flags_t vm_flags)
{
	return (vm_flags & VM_NOHUGEPAGE) || test_bit(MMF_DISABLE_THP, &vma->vm_mm->flags);
}

/* Of anonymous mappings by what the system's setting and madvise() say; files decide themselves. */
bool thp_vma_allowable_order(struct vm_area_struct *vma, vm_flags_t vm_flags, int order)
{
	if (vma_thp_disabled(vma, vm_flags) || order != PMD_ORDER)
		return false;
	if (!vma_is_anonymous(vma))
		return vma->vm_ops->huge_fault != NULL;
#if defined(CONFIG_TRANSPARENT_HUGEPAGE_NEVER)
	return false;
#elif defined(CONFIG_TRANSPARENT_HUGEPAGE_MADVISE)
	return vm_flags & VM_HUGEPAGE;
#else
	return true;
#endif
}

pmd_t maybe_pmd_mkwrite(pmd_t pmd, struct vm_area_struct *vma)
{
	return vma->vm_flags & VM_WRITE ? pmd_mkwrite(pmd, vma) : pmd;
}

/* ---- device memory that nobody counts ---- */

static void insert_pfn_pmd(struct vm_area_struct *vma, unsigned long addr, pmd_t *pmd, pfn_t pfn,
			   bool write)
{
	spinlock_t *ptl = pmd_lock(vma->vm_mm, pmd);
	pmd_t entry;

	if (!pmd_none(*pmd)) {
		if (write && !WARN_ON_ONCE(pmd_pfn(*pmd) != pfn_t_to_pfn(pfn))) {
			entry = maybe_pmd_mkwrite(pmd_mkdirty(pmd_mkyoung(*pmd)), vma);
			pmdp_set_access_flags(vma, addr, pmd, entry, true);
		}
		spin_unlock(ptl);
		return;
	}
	entry = pmd_mkhuge(pfn_pmd(pfn_t_to_pfn(pfn), vma->vm_page_prot.pgprot));
	entry = pfn_t_devmap(pfn) ? pmd_mkdevmap(entry) : pmd_mkspecial(entry);
	if (write)
		entry = maybe_pmd_mkwrite(pmd_mkyoung(pmd_mkdirty(entry)), vma);
	set_pmd_at(vma->vm_mm, addr, pmd, entry);
	spin_unlock(ptl);
}

vm_fault_t vmf_insert_pfn_pmd(struct vm_fault *vmf, pfn_t pfn, bool write)
{
	unsigned long addr = vmf->address & PMD_MASK;
	struct vm_area_struct *vma = vmf->vma;

	BUG_ON(!(vma->vm_flags & (VM_PFNMAP | VM_MIXEDMAP)) && !pfn_t_devmap(pfn));
	if (addr < vma->vm_start || addr >= vma->vm_end)
		return VM_FAULT_SIGBUS;
	insert_pfn_pmd(vma, addr, vmf->pmd, pfn, write);
	return VM_FAULT_NOPAGE;
}

/* ---- the huge zero page ---- */

static atomic_t huge_zero_refcount;
struct folio *huge_zero_folio;
unsigned long huge_zero_pfn = ~0UL;

static bool get_huge_zero_page(void)
{
	struct folio *zero_folio;

	if (atomic_add_unless(&huge_zero_refcount, 1, 0))
		return true;
	zero_folio = folio_alloc((GFP_TRANSHUGE | __GFP_ZERO) & ~__GFP_MOVABLE, HPAGE_PMD_ORDER);
	if (!zero_folio)
		return false;

	/* Nobody's rmap counts it. */
	folio_clear_large_rmappable(zero_folio);
	huge_zero_folio = zero_folio;
	huge_zero_pfn = folio_pfn(zero_folio);
	atomic_set(&huge_zero_refcount, 2);	/* one is for whom it would be freed by */
	return true;
}

/* Each address space has one reference at most, from its first huge zero page to its end. */
struct folio *mm_get_huge_zero_folio(struct mm_struct *mm)
{
	if (test_bit(MMF_HUGE_ZERO_PAGE, &mm->flags))
		return huge_zero_folio;
	if (!get_huge_zero_page())
		return NULL;
	set_bit(MMF_HUGE_ZERO_PAGE, &mm->flags);
	return huge_zero_folio;
}

void mm_put_huge_zero_folio(struct mm_struct *mm)
{
	if (test_bit(MMF_HUGE_ZERO_PAGE, &mm->flags))
		BUG_ON(atomic_dec_and_test(&huge_zero_refcount));
}

/* ---- faults ---- */

static vm_fault_t __do_huge_pmd_anonymous_page(struct vm_fault *vmf, struct page *page, gfp_t gfp)
{
	struct vm_area_struct *vma = vmf->vma;
	struct mm_struct *mm = vma->vm_mm;
	struct folio *folio = page_folio(page);
	unsigned long haddr = vmf->address & HPAGE_PMD_MASK;
	pgtable_t pgtable;
	pmd_t entry;

	VM_BUG_ON_FOLIO(!folio_test_large(folio), folio);
	if (mem_cgroup_charge(folio, mm, gfp)) {
		folio_put(folio);
		return VM_FAULT_FALLBACK;
	}
	pgtable = pte_alloc_one(mm);
	if (!pgtable) {
		folio_put(folio);
		return VM_FAULT_OOM;
	}

	folio_zero_user(folio, vmf->address);
	folio_set_uptodate(folio);

	vmf->ptl = pmd_lock(mm, vmf->pmd);
	if (!pmd_none(*vmf->pmd)) {
		spin_unlock(vmf->ptl);
		pte_free(mm, pgtable);
		folio_put(folio);
		return 0;
	}
	entry = mk_huge_pmd(page, vma->vm_page_prot);
	entry = maybe_pmd_mkwrite(pmd_mkdirty(entry), vma);
	folio_add_new_anon_rmap(folio, vma, haddr, RMAP_EXCLUSIVE);
	folio_add_lru_vma(folio, vma);
	pgtable_trans_huge_deposit(mm, vmf->pmd, pgtable);
	set_pmd_at(mm, haddr, vmf->pmd, entry);
	add_mm_counter(mm, MM_ANONPAGES, HPAGE_PMD_NR);
	deferred_split_folio(folio, false);
	spin_unlock(vmf->ptl);
	return 0;
}

/* Who has said MADV_HUGEPAGE would wait for memory to be compacted. */
static gfp_t vma_thp_gfp_mask(struct vm_area_struct *vma)
{
	return GFP_TRANSHUGE_LIGHT | (vma->vm_flags & VM_HUGEPAGE ? __GFP_DIRECT_RECLAIM : 0);
}

static vm_fault_t do_huge_zero_page(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	struct mm_struct *mm = vma->vm_mm;
	unsigned long haddr = vmf->address & HPAGE_PMD_MASK;
	struct folio *zero_folio;
	pgtable_t pgtable;

	pgtable = pte_alloc_one(mm);
	if (!pgtable)
		return VM_FAULT_OOM;
	zero_folio = mm_get_huge_zero_folio(mm);
	if (!zero_folio) {
		pte_free(mm, pgtable);
		return VM_FAULT_FALLBACK;
	}
	vmf->ptl = pmd_lock(mm, vmf->pmd);
	if (pmd_none(*vmf->pmd)) {
		pgtable_trans_huge_deposit(mm, vmf->pmd, pgtable);
		set_pmd_at(mm, haddr, vmf->pmd,
			   mk_huge_pmd(&zero_folio->page, vma->vm_page_prot));
	} else {
		pte_free(mm, pgtable);
	}
	spin_unlock(vmf->ptl);
	return 0;
}

/* First access to 2 MiB that nothing is behind. VM_FAULT_FALLBACK: a single page will have to do. */
vm_fault_t do_huge_pmd_anonymous_page(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	unsigned long haddr = vmf->address & HPAGE_PMD_MASK;
	struct folio *folio;
	gfp_t gfp;

	if (!thp_vma_suitable_order(vma, haddr, PMD_ORDER))
		return VM_FAULT_FALLBACK;
	if (anon_vma_prepare(vma))
		return VM_FAULT_OOM;
	if (!(vmf->flags & FAULT_FLAG_WRITE))
		return do_huge_zero_page(vmf);

	gfp = vma_thp_gfp_mask(vma);
	folio = vma_alloc_folio(gfp, HPAGE_PMD_ORDER, vma, haddr);
	if (!folio)
		return VM_FAULT_FALLBACK;
	return __do_huge_pmd_anonymous_page(vmf, &folio->page, gfp);
}

void touch_pmd(struct vm_area_struct *vma, unsigned long addr, pmd_t *pmd, bool write)
{
	pmd_t entry = pmd_mkyoung(*pmd);

	if (write)
		entry = pmd_mkdirty(entry);
	pmdp_set_access_flags(vma, addr & HPAGE_PMD_MASK, pmd, entry, write);
}

void huge_pmd_set_accessed(struct vm_fault *vmf)
{
	vmf->ptl = pmd_lock(vmf->vma->vm_mm, vmf->pmd);
	if (pmd_same(*vmf->pmd, vmf->orig_pmd))
		touch_pmd(vmf->vma, vmf->address, vmf->pmd, vmf->flags & FAULT_FLAG_WRITE);
	spin_unlock(vmf->ptl);
}

/* The last one to have a huge page that was shared once; nobody else refers to it. */
static bool can_reuse_huge_folio(struct folio *folio, struct vm_area_struct *vma)
{
	if (!folio_trylock(folio))
		return false;
	if (folio_ref_count(folio) > 1) {
		folio_unlock(folio);
		return false;
	}
	folio_move_anon_rmap(folio, vma);
	SetPageAnonExclusive(&folio->page);
	folio_unlock(folio);
	return true;
}

/* A write to 2 MiB that are write-protected. What has to be copied is copied page by page. */
vm_fault_t do_huge_pmd_wp_page(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	unsigned long haddr = vmf->address & HPAGE_PMD_MASK;
	pmd_t orig_pmd = vmf->orig_pmd, entry;
	struct page *page;

	VM_BUG_ON(!vma->anon_vma);
	if (is_huge_zero_pmd(orig_pmd))
		goto fallback;

	vmf->ptl = pmd_lock(vma->vm_mm, vmf->pmd);
	if (!pmd_same(*vmf->pmd, orig_pmd)) {
		spin_unlock(vmf->ptl);
		return 0;
	}
	page = pmd_page(orig_pmd);
	VM_BUG_ON_PAGE(!PageHead(page), page);
	if (PageAnonExclusive(page) || can_reuse_huge_folio(page_folio(page), vma)) {
		if (!(vmf->flags & FAULT_FLAG_UNSHARE)) {
			entry = pmd_mkyoung(orig_pmd);
			entry = maybe_pmd_mkwrite(pmd_mkdirty(entry), vma);
			pmdp_set_access_flags(vma, haddr, vmf->pmd, entry, true);
		}
		spin_unlock(vmf->ptl);
		return 0;
	}
	spin_unlock(vmf->ptl);
fallback:
	__split_huge_pmd(vma, vmf->pmd, vmf->address, false, NULL);
	return VM_FAULT_FALLBACK;
}

/* ---- entries ---- */

spinlock_t *__pmd_trans_huge_lock(pmd_t *pmd, struct vm_area_struct *vma)
{
	spinlock_t *ptl = pmd_lock(vma->vm_mm, pmd);

	if (is_swap_pmd(*pmd) || pmd_trans_huge(*pmd) || pmd_devmap(*pmd))
		return ptl;
	spin_unlock(ptl);
	return NULL;
}

static void zap_deposited_table(struct mm_struct *mm, pmd_t *pmd)
{
	pte_free(mm, pgtable_trans_huge_withdraw(mm, pmd));
}

/* Unmaps 2 MiB at once. 0: the entry is none of that kind any more. */
int zap_huge_pmd(struct mmu_gather *tlb, struct vm_area_struct *vma, pmd_t *pmd,
		 unsigned long addr)
{
	struct folio *folio;
	spinlock_t *ptl;
	pmd_t orig_pmd;

	ptl = __pmd_trans_huge_lock(pmd, vma);
	if (!ptl)
		return 0;
	orig_pmd = pmdp_huge_get_and_clear(tlb->mm, addr, pmd);
	if (vma_is_special_huge(vma)) {
		spin_unlock(ptl);
		return 1;
	}
	if (is_huge_zero_pmd(orig_pmd)) {
		zap_deposited_table(tlb->mm, pmd);
		spin_unlock(ptl);
		return 1;
	}

	if (pmd_present(orig_pmd)) {
		struct page *page = pmd_page(orig_pmd);

		folio = page_folio(page);
		folio_remove_rmap_pmd(folio, page, vma);
		WARN_ON_ONCE(folio_mapcount(folio) < 0);
		VM_BUG_ON_PAGE(!PageHead(page), page);
	} else {
		folio = pfn_swap_entry_folio(pmd_to_swp_entry(orig_pmd));
	}
	if (folio_test_anon(folio))
		zap_deposited_table(tlb->mm, pmd);
	else if (pmd_present(orig_pmd) && pmd_dirty(orig_pmd))
		folio_mark_dirty(folio);
	add_mm_counter(tlb->mm, mm_counter(folio), -HPAGE_PMD_NR);
	spin_unlock(ptl);
	if (pmd_present(orig_pmd))
		__tlb_remove_page(tlb, &folio->page, false);
	return 1;
}

static bool can_change_pmd_writable(struct vm_area_struct *vma, unsigned long addr, pmd_t pmd)
{
	struct page *page;

	if (pmd_protnone(pmd))
		return false;
	if (vma->vm_flags & VM_SHARED)
		return pmd_dirty(pmd);
	page = vm_normal_page_pmd(vma, addr, pmd);
	return page && PageAnon(page) && PageAnonExclusive(page);
}

/* New rights for 2 MiB: 0 if the entry is none of that kind any more, else the number of pages. */
int change_huge_pmd(struct vm_area_struct *vma, pmd_t *pmd, unsigned long addr, pgprot_t newprot,
		    bool try_change_writable)
{
	struct mm_struct *mm = vma->vm_mm;
	pmd_t oldpmd, entry;
	spinlock_t *ptl;

	ptl = __pmd_trans_huge_lock(pmd, vma);
	if (!ptl)
		return 0;
	if (is_swap_pmd(*pmd)) {
		swp_entry_t swp = pmd_to_swp_entry(*pmd);

		if (is_writable_migration_entry(swp)) {
			bool soft_dirty = pmd_swp_soft_dirty(*pmd);

			if (folio_test_anon(pfn_swap_entry_folio(swp)))
				swp = make_readable_exclusive_migration_entry(swp_offset(swp));
			else
				swp = make_readable_migration_entry(swp_offset(swp));
			entry = swp_entry_to_pmd(swp);
			if (soft_dirty)
				entry = pmd_swp_mksoft_dirty(entry);
			set_pmd_at(mm, addr, pmd, entry);
		}
		spin_unlock(ptl);
		return 1;
	}

	oldpmd = pmdp_invalidate(vma, addr, pmd);
	entry = pmd_modify(oldpmd, newprot);
	if (try_change_writable && !pmd_write(entry) &&
	    can_change_pmd_writable(vma, addr, entry))
		entry = pmd_mkwrite(entry, vma);
	set_pmd_at(mm, addr, pmd, entry);
	spin_unlock(ptl);
	return HPAGE_PMD_NR;
}

/* For MADV_FREE. False if there is a table now, or if PTEs have to be looked at all the same. */
bool madvise_free_huge_pmd(struct vm_area_struct *vma, pmd_t *pmd, unsigned long addr,
			   unsigned long next)
{
	struct folio *folio;
	bool ret = false;
	spinlock_t *ptl;

	ptl = pmd_trans_huge_lock(pmd, vma);
	if (!ptl)
		return false;
	if (is_huge_zero_pmd(*pmd) || !pmd_present(*pmd))
		goto out;
	folio = pmd_folio(*pmd);
	if (folio_likely_mapped_shared(folio) || !folio_trylock(folio))
		goto out;

	/* Who gives up a part wants to keep the rest. */
	if (next - addr != HPAGE_PMD_SIZE) {
		folio_get(folio);
		spin_unlock(ptl);
		split_folio(folio);
		folio_unlock(folio);
		folio_put(folio);
		return false;
	}
	if (folio_test_dirty(folio))
		folio_clear_dirty(folio);
	folio_unlock(folio);
	if (pmd_young(*pmd) || pmd_dirty(*pmd)) {
		pmd_t orig_pmd = pmdp_invalidate(vma, addr, pmd);

		set_pmd_at(vma->vm_mm, addr, pmd, pmd_mkclean(pmd_mkold(orig_pmd)));
	}
	folio_mark_lazyfree(folio);
	ret = true;
out:
	spin_unlock(ptl);
	return ret;
}

/* For MADV_COLD. False if there is a table now, or if PTEs have to be looked at all the same. */
bool madvise_cold_huge_pmd(struct vm_area_struct *vma, pmd_t *pmd, unsigned long addr,
			   unsigned long next)
{
	struct folio *folio;
	spinlock_t *ptl;
	int err;

	ptl = pmd_trans_huge_lock(pmd, vma);
	if (!ptl)
		return true;
	if (is_huge_zero_pmd(*pmd) || !pmd_present(*pmd))
		goto out;
	folio = pmd_folio(*pmd);
	if (folio_likely_mapped_shared(folio))
		goto out;
	if (next - addr != HPAGE_PMD_SIZE) {
		if (!folio_trylock(folio))
			goto out;
		folio_get(folio);
		spin_unlock(ptl);
		err = split_folio(folio);
		folio_unlock(folio);
		folio_put(folio);
		return err;
	}
	if (pmd_young(*pmd))
		set_pmd_at(vma->vm_mm, addr, pmd, pmd_mkold(*pmd));
	folio_clear_referenced(folio);
	if (folio_test_active(folio))
		folio_set_workingset(folio);
	folio_deactivate(folio);
out:
	spin_unlock(ptl);
	return true;
}

/* ---- fork ---- */

static void wait_for_migration_in_child(struct mm_struct *src_mm, unsigned long addr,
					pmd_t *src_pmd)
{
	swp_entry_t entry = pmd_to_swp_entry(*src_pmd);
	bool soft_dirty = pmd_swp_soft_dirty(*src_pmd);
	pmd_t pmd;

	if (is_readable_migration_entry(entry))
		return;
	pmd = swp_entry_to_pmd(make_readable_migration_entry(swp_offset(entry)));
	set_pmd_at(src_mm, addr, src_pmd, soft_dirty ? pmd_swp_mksoft_dirty(pmd) : pmd);
}

/*
 * A child shares 2 MiB until somebody writes to them. -EAGAIN: page by page then, for the folio may
 * be pinned, and its entry is split now.
 */
int copy_huge_pmd(struct mm_struct *dst_mm, struct mm_struct *src_mm, pmd_t *dst_pmd,
		  pmd_t *src_pmd, unsigned long addr, struct vm_area_struct *dst_vma,
		  struct vm_area_struct *src_vma)
{
	spinlock_t *dst_ptl, *src_ptl;
	struct folio *src_folio;
	pgtable_t pgtable;
	pmd_t pmd;

	/* A fault finds the pages of a file again. */
	if (!vma_is_anonymous(dst_vma))
		return 0;
	pgtable = pte_alloc_one(dst_mm);
	if (!pgtable)
		return -ENOMEM;

	dst_ptl = pmd_lock(dst_mm, dst_pmd);
	src_ptl = pmd_lock(src_mm, src_pmd);
	if (is_swap_pmd(*src_pmd)) {
		wait_for_migration_in_child(src_mm, addr, src_pmd);
		pmd = *src_pmd;
		add_mm_counter(dst_mm, MM_ANONPAGES, HPAGE_PMD_NR);
		pgtable_trans_huge_deposit(dst_mm, dst_pmd, pgtable);
		set_pmd_at(dst_mm, addr, dst_pmd, pmd);
		goto out;
	}

	pmd = *src_pmd;
	if (is_huge_zero_pmd(pmd)) {
		mm_get_huge_zero_folio(dst_mm);
	} else {
		src_folio = pmd_folio(pmd);
		folio_get(src_folio);
		if (folio_try_dup_anon_rmap_pmd(src_folio, pmd_page(pmd), src_vma)) {
			folio_put(src_folio);
			pte_free(dst_mm, pgtable);
			spin_unlock(src_ptl);
			spin_unlock(dst_ptl);
			__split_huge_pmd(src_vma, src_pmd, addr, false, NULL);
			return -EAGAIN;
		}
		add_mm_counter(dst_mm, MM_ANONPAGES, HPAGE_PMD_NR);
	}
	pgtable_trans_huge_deposit(dst_mm, dst_pmd, pgtable);
	pmdp_set_wrprotect(src_mm, addr, src_pmd);
	set_pmd_at(dst_mm, addr, dst_pmd, pmd_mkold(pmd_wrprotect(pmd)));
out:
	spin_unlock(src_ptl);
	spin_unlock(dst_ptl);
	return 0;
}

/* ---- splitting the entry ---- */

static void __split_huge_zero_page_pmd(struct vm_area_struct *vma, unsigned long haddr, pmd_t *pmd)
{
	struct mm_struct *mm = vma->vm_mm;
	pgtable_t pgtable;
	int i;

	pmdp_huge_clear_flush(vma, haddr, pmd);
	pgtable = pgtable_trans_huge_withdraw(mm, pmd);
	for (i = 0; i < HPAGE_PMD_NR; i++) {
		pte_t entry = pfn_pte(my_zero_pfn(haddr), vma->vm_page_prot.pgprot);

		set_pte_at(mm, haddr + i * PAGE_SIZE, pgtable + i, pte_mkspecial(entry));
	}
	pmd_populate(mm, pmd, pgtable);
}

/* A file's pages can be mapped anew when somebody needs them. */
static void split_huge_file_pmd(struct vm_area_struct *vma, unsigned long haddr, pmd_t *pmd)
{
	pmd_t old_pmd = pmdp_huge_clear_flush(vma, haddr, pmd);
	struct folio *folio;

	if (vma_is_special_huge(vma))
		return;
	if (is_pmd_migration_entry(old_pmd)) {
		folio = pfn_swap_entry_folio(pmd_to_swp_entry(old_pmd));
		add_mm_counter(vma->vm_mm, mm_counter(folio), -HPAGE_PMD_NR);
		return;
	}
	folio = pmd_folio(old_pmd);
	if (!folio_test_dirty(folio) && pmd_dirty(old_pmd))
		folio_mark_dirty(folio);
	if (!folio_test_referenced(folio) && pmd_young(old_pmd))
		folio_set_referenced(folio);
	folio_remove_rmap_pmd(folio, pmd_page(old_pmd), vma);
	add_mm_counter(vma->vm_mm, mm_counter(folio), -HPAGE_PMD_NR);
	folio_put(folio);
}

/* What the entry said of all pages, and each PTE has to say of its own. */
struct split_entry {
	struct page *page;
	bool write, young, dirty, soft_dirty, anon_exclusive;
};

static void fill_migration_ptes(struct mm_struct *mm, unsigned long haddr, pgtable_t pgtable,
				const struct split_entry *was)
{
	int i;

	for (i = 0; i < HPAGE_PMD_NR; i++) {
		unsigned long pfn = page_to_pfn(was->page + i);
		swp_entry_t swp;
		pte_t entry;

		if (was->write)
			swp = make_writable_migration_entry(pfn);
		else if (was->anon_exclusive)
			swp = make_readable_exclusive_migration_entry(pfn);
		else
			swp = make_readable_migration_entry(pfn);
		if (was->young)
			swp = make_migration_entry_young(swp);
		if (was->dirty)
			swp = make_migration_entry_dirty(swp);
		entry = swp_entry_to_pte(swp);
		if (was->soft_dirty)
			entry = pte_swp_mksoft_dirty(entry);
		set_pte_at(mm, haddr + i * PAGE_SIZE, pgtable + i, entry);
	}
}

static void fill_present_ptes(struct vm_area_struct *vma, unsigned long haddr, pgtable_t pgtable,
			      const struct split_entry *was)
{
	int i;

	for (i = 0; i < HPAGE_PMD_NR; i++) {
		pte_t entry = mk_pte(was->page + i, vma->vm_page_prot);

		if (was->write)
			entry = pte_mkwrite(entry, vma);
		if (!was->young)
			entry = pte_mkold(entry);
		if (was->dirty)
			entry = pte_mkdirty(entry);
		if (was->soft_dirty)
			entry = pte_mksoft_dirty(entry);
		set_pte_at(vma->vm_mm, haddr + i * PAGE_SIZE, pgtable + i, entry);
	}
}

/* From a PMD entry to PTEs; with @freeze these are migration entries, if nobody pins the folio. */
static void __split_huge_pmd_locked(struct vm_area_struct *vma, pmd_t *pmd, unsigned long haddr,
				    bool freeze)
{
	struct mm_struct *mm = vma->vm_mm;
	bool pmd_migration = is_pmd_migration_entry(*pmd);
	struct split_entry was = { 0 };
	struct folio *folio = NULL;
	pgtable_t pgtable;
	pmd_t old_pmd;

	VM_BUG_ON(haddr & ~HPAGE_PMD_MASK);
	VM_BUG_ON(vma->vm_start > haddr || vma->vm_end < haddr + HPAGE_PMD_SIZE);

	if (!vma_is_anonymous(vma)) {
		split_huge_file_pmd(vma, haddr, pmd);
		return;
	}
	if (is_huge_zero_pmd(*pmd)) {
		__split_huge_zero_page_pmd(vma, haddr, pmd);
		return;
	}

	if (pmd_migration) {
		swp_entry_t entry = pmd_to_swp_entry(*pmd);

		was.page = pfn_swap_entry_to_page(entry);
		was.write = is_writable_migration_entry(entry);
		was.anon_exclusive = PageAnon(was.page) &&
			is_readable_exclusive_migration_entry(entry);
		was.young = is_migration_entry_young(entry);
		was.dirty = is_migration_entry_dirty(entry);
		was.soft_dirty = pmd_swp_soft_dirty(*pmd);
	} else {
		/* A TLB must never see the 2 MiB and a part of it at the same time. */
		old_pmd = pmdp_invalidate(vma, haddr, pmd);
		was.page = pmd_page(old_pmd);
		folio = page_folio(was.page);
		if (pmd_dirty(old_pmd)) {
			was.dirty = true;
			folio_set_dirty(folio);
		}
		was.write = pmd_write(old_pmd);
		was.young = pmd_young(old_pmd);
		was.soft_dirty = pmd_soft_dirty(old_pmd);
		was.anon_exclusive = PageAnonExclusive(was.page);
		VM_BUG_ON_FOLIO(!folio_ref_count(folio) || !folio_test_anon(folio), folio);

		if (freeze && was.anon_exclusive &&
		    folio_try_share_anon_rmap_pmd(folio, was.page))
			freeze = false;
		if (!freeze) {
			folio_ref_add(folio, HPAGE_PMD_NR - 1);
			folio_add_anon_rmap_ptes(folio, was.page, HPAGE_PMD_NR, vma, haddr,
						 was.anon_exclusive ? RMAP_EXCLUSIVE : RMAP_NONE);
		}
	}

	pgtable = pgtable_trans_huge_withdraw(mm, pmd);
	if (freeze || pmd_migration)
		fill_migration_ptes(mm, haddr, pgtable, &was);
	else
		fill_present_ptes(vma, haddr, pgtable, &was);

	if (!pmd_migration)
		folio_remove_rmap_pmd(folio, was.page, vma);
	if (freeze)
		put_page(was.page);
	pmd_populate(mm, pmd, pgtable);
}

/* @folio: only if the entry maps this one. */
void __split_huge_pmd(struct vm_area_struct *vma, pmd_t *pmd, unsigned long address, bool freeze,
		      struct folio *folio)
{
	struct mmu_notifier_range range;
	spinlock_t *ptl;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, address & HPAGE_PMD_MASK,
				(address & HPAGE_PMD_MASK) + HPAGE_PMD_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	VM_BUG_ON(freeze && !folio);
	ptl = pmd_lock(vma->vm_mm, pmd);
	if (is_pmd_migration_entry(*pmd) ? !folio :
	    (pmd_trans_huge(*pmd) || pmd_devmap(*pmd)) && (!folio || folio == pmd_folio(*pmd)))
		__split_huge_pmd_locked(vma, pmd, range.start, freeze);
	spin_unlock(ptl);
	mmu_notifier_invalidate_range_end(&range);
}

void split_huge_pmd_address(struct vm_area_struct *vma, unsigned long address, bool freeze,
			    struct folio *folio)
{
	pmd_t *pmd = mm_find_pmd(vma->vm_mm, address);

	if (pmd)
		__split_huge_pmd(vma, pmd, address, freeze, folio);
}

static void split_huge_pmd_if_needed(struct vm_area_struct *vma, unsigned long address)
{
	if (!IS_ALIGNED(address, HPAGE_PMD_SIZE) &&
	    range_in_vma(vma, address & HPAGE_PMD_MASK, ALIGN(address, HPAGE_PMD_SIZE)))
		split_huge_pmd_address(vma, address, false, NULL);
}

/* A mapping is about to begin at @start and end at @end: no entry may reach across. */
void vma_adjust_trans_huge(struct vm_area_struct *vma, unsigned long start, unsigned long end)
{
	split_huge_pmd_if_needed(vma, start);
	split_huge_pmd_if_needed(vma, end);
}

/* ---- splitting the folio ---- */

static struct deferred_split *get_deferred_split_queue(struct folio *folio)
{
	return &root_mem_cgroup->deferred_split_queue;
}

/* Takes all mappings away, so that nobody gets at the folio. */
static void unmap_folio(struct folio *folio)
{
	enum ttu_flags ttu_flags = TTU_RMAP_LOCKED | TTU_SYNC | TTU_BATCH_FLUSH;

	VM_BUG_ON_FOLIO(!folio_test_large(folio), folio);
	if (folio_test_pmd_mappable(folio))
		ttu_flags |= TTU_SPLIT_HUGE_PMD;
	try_to_migrate(folio, ttu_flags);
}

/* Gives each of the @nr pages its mappings back, whether or not they are one folio still. */
static void remap_page(struct folio *folio, unsigned long nr, int flags)
{
	unsigned long i = 0;

	if (!folio_test_anon(folio))
		return;
	for (;;) {
		remove_migration_ptes(folio, folio, RMP_LOCKED | flags);
		i += folio_nr_pages(folio);
		if (i >= nr)
			break;
		folio = folio_next(folio);
	}
}

static void lru_add_page_tail(struct folio *folio, struct page *tail, struct lruvec *lruvec)
{
	VM_BUG_ON_FOLIO(!folio_test_large(folio), folio);
	VM_BUG_ON_FOLIO(PageLRU(tail), folio);
	VM_BUG_ON_FOLIO(!folio_test_lru(folio), folio);
	if (folio_test_unevictable(folio))
		tail->mlock_count = 0;
	else
		list_add_tail(&tail->lru, &folio->lru);
	SetPageLRU(tail);
}

#define SPLIT_FLAGS	(BIT(PG_referenced) | BIT(PG_swapbacked) | BIT(PG_swapcache) |	\
			 BIT(PG_mlocked) | BIT(PG_uptodate) | BIT(PG_active) |		\
			 BIT(PG_workingset) | BIT(PG_locked) | BIT(PG_unevictable) |	\
			 BIT(PG_arch_2) | BIT(PG_dirty) | LRU_GEN_MASK | LRU_REFS_MASK)

/* A tail page becomes a folio of its own: mapped nowhere yet, locked, with one reference. */
static void __split_huge_page_tail(struct folio *folio, int tail, struct lruvec *lruvec)
{
	struct page *head = &folio->page;
	struct page *page_tail = head + tail;

	VM_BUG_ON_PAGE(atomic_read(&page_tail->_mapcount) != -1, page_tail);

	page_tail->flags &= ~PAGE_FLAGS_CHECK_AT_PREP;
	page_tail->flags |= head->flags & SPLIT_FLAGS;

	/* The first two tails have counters and a list there. */
	VM_BUG_ON_PAGE(tail > 2 && page_tail->mapping != TAIL_MAPPING, page_tail);
	page_tail->mapping = head->mapping;
	page_tail->index = head->index + tail;
	if (page_tail->private) {
		VM_WARN_ON_ONCE_PAGE(true, page_tail);
		page_tail->private = 0;
	}

	clear_compound_head(page_tail);
	page_ref_unfreeze(page_tail, 1);
	lru_add_page_tail(folio, page_tail, lruvec);
}

static void split_page_memcg(struct page *head, int old_order)
{
#ifdef CONFIG_MEMCG
	int i;

	if (!head->memcg_data)
		return;
	for (i = 1; i < 1 << old_order; i++)
		head[i].memcg_data = head->memcg_data;
#endif
}

/* Nobody has a reference: single pages come out, of which all but @page are unlocked and put. */
static void __split_huge_page(struct page *page)
{
	struct folio *folio = page_folio(page);
	struct page *head = &folio->page;
	int order = folio_order(folio), nr = 1 << order, i;
	struct lruvec *lruvec = folio_lruvec(folio);

	split_page_memcg(head, order);

	spin_lock(&lruvec->lru_lock);
	folio_clear_has_hwpoisoned(folio);
	for (i = nr - 1; i >= 1; i--)
		__split_huge_page_tail(folio, i, lruvec);
	__ClearPageHead(head);
	spin_unlock(&lruvec->lru_lock);

	folio_ref_inc(folio);
	remap_page(folio, nr, folio_test_anon(folio) ? RMP_USE_SHARED_ZEROPAGE : 0);

	for (i = 0; i < nr; i++) {
		struct page *subpage = head + i;

		if (subpage == page)
			continue;
		unlock_page(subpage);

		/* The last reference of a page that no mapping has taken back. */
		put_page(subpage);
	}
}

/* Whether all references are those of mappings and the caller's @caller_pins. */
static bool can_split_folio(struct folio *folio, int caller_pins)
{
	return folio_mapcount(folio) == folio_ref_count(folio) - caller_pins;
}

/*
 * Splits a locked folio to single pages. The caller's reference stays with @page, which stays
 * locked. -EAGAIN: somebody else refers to the folio; -EBUSY: the huge zero page.
 */
int split_huge_page_to_list_to_order(struct page *page, struct list_head *list,
				     unsigned int new_order)
{
	struct folio *folio = page_folio(page);
	struct deferred_split *ds_queue = get_deferred_split_queue(folio);

	VM_BUG_ON_FOLIO(!folio_test_locked(folio), folio);
	VM_BUG_ON_FOLIO(!folio_test_large(folio), folio);
	if (WARN_ON_ONCE(list || new_order))	/* nobody asks for it in the model */
		return -EINVAL;
	if (is_huge_zero_folio(folio)) {
		pr_warn("Called split_huge_page for huge zero page\n");
		return -EBUSY;
	}
	if (!folio_test_anon(folio))
		return -EBUSY;
	if (!can_split_folio(folio, 1))
		return -EAGAIN;

	unmap_folio(folio);

	spin_lock(&ds_queue->split_queue_lock);
	if (!folio_ref_freeze(folio, 1)) {
		spin_unlock(&ds_queue->split_queue_lock);
		remap_page(folio, folio_nr_pages(folio), 0);
		return -EAGAIN;
	}
	if (folio_order(folio) > 1 && !list_empty(&folio->_deferred_list)) {
		ds_queue->split_queue_len--;
		if (folio_test_partially_mapped(folio))
			folio_clear_partially_mapped(folio);
		list_del_init(&folio->_deferred_list);
	}
	spin_unlock(&ds_queue->split_queue_lock);
	__split_huge_page(page);
	return 0;
}

/* Folios that would be split if memory got short: all huge pages, for they may be hardly used. */
void deferred_split_folio(struct folio *folio, bool partially_mapped)
{
	struct deferred_split *ds_queue = get_deferred_split_queue(folio);

	/* There is no room for a list in two pages. */
	if (folio_order(folio) <= 1 || folio_test_swapcache(folio))
		return;

	spin_lock(&ds_queue->split_queue_lock);
	if (partially_mapped && !folio_test_partially_mapped(folio))
		folio_set_partially_mapped(folio);
	if (list_empty(&folio->_deferred_list)) {
		list_add_tail(&folio->_deferred_list, &ds_queue->split_queue);
		ds_queue->split_queue_len++;
	}
	spin_unlock(&ds_queue->split_queue_lock);
}

bool __folio_unqueue_deferred_split(struct folio *folio)
{
	struct deferred_split *ds_queue = get_deferred_split_queue(folio);

	WARN_ON_ONCE(folio_ref_count(folio));
	spin_lock(&ds_queue->split_queue_lock);
	ds_queue->split_queue_len--;
	if (folio_test_partially_mapped(folio))
		folio_clear_partially_mapped(folio);
	list_del_init(&folio->_deferred_list);
	spin_unlock(&ds_queue->split_queue_lock);
	return true;
}

/* ---- migration entries ---- */

int set_pmd_migration_entry(struct page_vma_mapped_walk *pvmw, struct page *page)
{
	struct folio *folio = page_folio(page);
	struct vm_area_struct *vma = pvmw->vma;
	struct mm_struct *mm = vma->vm_mm;
	unsigned long address = pvmw->address;
	bool anon_exclusive;
	swp_entry_t entry;
	pmd_t pmdval, pmdswp;

	pmdval = pmdp_invalidate(vma, address, pvmw->pmd);
	anon_exclusive = folio_test_anon(folio) && PageAnonExclusive(page);
	if (anon_exclusive && folio_try_share_anon_rmap_pmd(folio, page)) {
		set_pmd_at(mm, address, pvmw->pmd, pmdval);
		return -EBUSY;
	}

	if (pmd_dirty(pmdval))
		folio_mark_dirty(folio);
	if (pmd_write(pmdval))
		entry = make_writable_migration_entry(page_to_pfn(page));
	else if (anon_exclusive)
		entry = make_readable_exclusive_migration_entry(page_to_pfn(page));
	else
		entry = make_readable_migration_entry(page_to_pfn(page));
	if (pmd_young(pmdval))
		entry = make_migration_entry_young(entry);
	if (pmd_dirty(pmdval))
		entry = make_migration_entry_dirty(entry);
	pmdswp = swp_entry_to_pmd(entry);
	if (pmd_soft_dirty(pmdval))
		pmdswp = pmd_swp_mksoft_dirty(pmdswp);
	set_pmd_at(mm, address, pvmw->pmd, pmdswp);
	folio_remove_rmap_pmd(folio, page, vma);
	folio_put(folio);
	return 0;
}

void remove_migration_pmd(struct page_vma_mapped_walk *pvmw, struct page *new)
{
	struct folio *folio = page_folio(new);
	struct vm_area_struct *vma = pvmw->vma;
	unsigned long haddr = pvmw->address & HPAGE_PMD_MASK;
	swp_entry_t entry = pmd_to_swp_entry(*pvmw->pmd);
	rmap_t rmap_flags = RMAP_NONE;
	pmd_t pmde;

	folio_get(folio);
	pmde = mk_huge_pmd(new, vma->vm_page_prot);
	if (pmd_swp_soft_dirty(*pvmw->pmd))
		pmde = pmd_mksoft_dirty(pmde);
	if (is_writable_migration_entry(entry))
		pmde = pmd_mkwrite(pmde, vma);
	if (!is_migration_entry_young(entry))
		pmde = pmd_mkold(pmde);
	if (folio_test_dirty(folio) && is_migration_entry_dirty(entry))
		pmde = pmd_mkdirty(pmde);

	if (!is_readable_migration_entry(entry))
		rmap_flags |= RMAP_EXCLUSIVE;
	folio_add_anon_rmap_pmd(folio, new, vma, haddr, rmap_flags);
	VM_BUG_ON(pmd_write(pmde) && !PageAnonExclusive(new));
	set_pmd_at(vma->vm_mm, haddr, pvmw->pmd, pmde);
}
