// SPDX-License-Identifier: GPL-2.0-or-later
/* Page faults, and taking mappings away. */
#include <linux/fs.h>
#include <linux/highmem.h>
#include <linux/huge_mm.h>
#include <linux/hugetlb.h>
#include <linux/memcontrol.h>
#include <linux/mmu_notifier.h>
#include <linux/pagemap.h>
#include <linux/pfn_t.h>
#include <linux/rmap.h>
#include <linux/sched.h>
#include <linux/shmem_fs.h>
#include <linux/swap.h>
#include <linux/swapops.h>
#include <asm/tlb.h>
#include "internal.h"

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

struct folio *vm_normal_folio(struct vm_area_struct *vma, unsigned long addr, pte_t pte)
{
	struct page *page = vm_normal_page(vma, addr, pte);

	return page ? page_folio(page) : NULL;
}

struct page *vm_normal_page_pmd(struct vm_area_struct *vma, unsigned long addr, pmd_t pmd)
{
	if (pmd_special(pmd) || pmd_devmap(pmd) || is_huge_zero_pmd(pmd))
		return NULL;
	return pmd_page(pmd);
}

/* What two entries may differ in and still belong together. */
static pte_t pte_batch_clear_ignored(pte_t pte)
{
	pte = pte_clear_flags(pte, _PAGE_DIRTY | _PAGE_SAVED_DIRTY | _PAGE_SOFT_DIRTY);
	return pte_wrprotect(pte_mkold(pte));
}

int folio_pte_batch(struct folio *folio, pte_t *ptep, pte_t pte, int max_nr)
{
	unsigned long rest = folio_pfn(folio) + folio_nr_pages(folio) - pte_pfn(pte);
	pte_t expected = pte_batch_clear_ignored(pte);
	int nr;

	max_nr = min((unsigned long)max_nr, rest);
	for (nr = 1; nr < max_nr; nr++) {
		expected = pte_advance_pfn(expected, 1);
		if (!pte_same(pte_batch_clear_ignored(ptep_get(ptep + nr)), expected))
			break;
	}
	return nr;
}

static void print_bad_pte(struct vm_area_struct *vma, unsigned long addr, pte_t pte)
{
	pr_err("BUG: Bad page map in process  pte:%08lx\n", pte_val(pte));
	pr_err("addr:%px vm_flags:%08lx anon_vma:%px\n", (void *)addr, vma->vm_flags,
	       (void *)vma->anon_vma);
}

/* ---- taking mappings away ---- */

static bool should_zap_folio(struct zap_details *details, struct folio *folio)
{
	if (!details)
		return true;
	if (details->single_folio && details->single_folio != folio)
		return false;
	return details->even_cows || !folio_test_anon(folio);
}

/* Returns how many entries it has taken: all that map consecutive pages of one folio alike. */
static int zap_present_ptes(struct mmu_gather *tlb, struct vm_area_struct *vma,
			    unsigned long addr, pte_t *ptep, pte_t pte, int max_nr,
			    struct zap_details *details)
{
	struct page *page = vm_normal_page(vma, addr, pte);
	bool delay_rmap = false;
	struct folio *folio;
	int i, nr = 1;

	if (!page) {
		ptep_get_and_clear(vma->vm_mm, addr, ptep);
		return 1;
	}
	folio = page_folio(page);
	if (!should_zap_folio(details, folio))
		return 1;
	if (folio_test_large(folio) && max_nr != 1)
		nr = folio_pte_batch(folio, ptep, pte, max_nr);
	for (i = 0; i < nr; i++)
		ptep_get_and_clear(vma->vm_mm, addr + i * PAGE_SIZE, ptep + i);
	if (!folio_test_anon(folio)) {
		/* Another CPU may write to it until the flush: it must still look mapped. */
		if (pte_dirty(pte)) {
			folio_mark_dirty(folio);
			delay_rmap = true;
		}
		if (pte_young(pte) && !(vma->vm_flags & (VM_SEQ_READ | VM_RAND_READ)))
			folio_mark_accessed(folio);
	}
	add_mm_counter(vma->vm_mm, mm_counter(folio), -nr);
	if (!delay_rmap)
		folio_remove_rmap_ptes(folio, page, nr, vma);
	for (i = 0; i < nr; i++)
		__tlb_remove_page(tlb, page + i, delay_rmap);
	return nr;
}

static void zap_nonpresent_pte(struct vm_area_struct *vma, unsigned long addr, pte_t *ptep,
			       pte_t pte, struct zap_details *details)
{
	swp_entry_t entry = pte_to_swp_entry(pte);

	if (is_device_private_entry(entry) || is_device_exclusive_entry(entry)) {
		struct page *page = pfn_swap_entry_to_page(entry);
		struct folio *folio = page_folio(page);

		if (!should_zap_folio(details, folio))
			return;
		WARN_ON_ONCE(!folio_test_anon(folio));
		dec_mm_counter(vma->vm_mm, mm_counter(folio));
		if (is_device_private_entry(entry))
			folio_remove_rmap_pte(folio, page, vma);
		folio_put(folio);
	} else if (is_migration_entry(entry)) {
		struct folio *folio = pfn_swap_entry_folio(entry);

		if (!should_zap_folio(details, folio))
			return;
		dec_mm_counter(vma->vm_mm, mm_counter(folio));
	} else if (details && !details->even_cows) {
		return;
	}
	ptep_get_and_clear(vma->vm_mm, addr, ptep);
}

static void zap_pte_range(struct mmu_gather *tlb, struct vm_area_struct *vma, pmd_t *pmd,
			  unsigned long addr, unsigned long end, struct zap_details *details)
{
	bool force_flush;
	spinlock_t *ptl;
	pte_t *start_pte, *pte;
	int nr;

	start_pte = pte_offset_map_lock(vma->vm_mm, pmd, addr, &ptl);
	if (!start_pte)
		return;
	for (pte = start_pte; addr < end; addr += nr * PAGE_SIZE, pte += nr) {
		pte_t ptent = ptep_get(pte);

		nr = 1;
		if (pte_none(ptent))
			continue;
		if (pte_present(ptent))
			nr = zap_present_ptes(tlb, vma, addr, pte, ptent, (end - addr) / PAGE_SIZE,
					      details);
		else
			zap_nonpresent_pte(vma, addr, pte, ptent, details);
	}
	force_flush = tlb->delayed_rmap;
	if (force_flush) {
		flush_tlb_range(vma, addr, end);
		tlb_flush_rmaps(tlb, vma);
	}
	pte_unmap_unlock(start_pte, ptl);
	if (force_flush)
		tlb_flush_mmu(tlb);
}

static void zap_pmd_range(struct mmu_gather *tlb, struct vm_area_struct *vma, pmd_t *pmd,
			  unsigned long addr, unsigned long end, struct zap_details *details)
{
	if (is_swap_pmd(*pmd) || pmd_trans_huge(*pmd) || pmd_devmap(*pmd)) {
		if (end - addr != HPAGE_PMD_SIZE)
			__split_huge_pmd(vma, pmd, addr, false, NULL);
		else if (zap_huge_pmd(tlb, vma, pmd, addr))
			return;
	}
	if (!pmd_none(*pmd))
		zap_pte_range(tlb, vma, pmd, addr, end, details);
}

static void unmap_page_range(struct mmu_gather *tlb, struct vm_area_struct *vma,
			     unsigned long addr, unsigned long end, struct zap_details *details)
{
	unsigned long next;

	if (is_vm_hugetlb_page(vma)) {
		__unmap_hugepage_range(tlb, vma, addr, end, NULL);
		return;
	}
	for (; addr < end; addr = next) {
		pmd_t *pmd = mm_find_pmd(vma->vm_mm, addr);

		next = pmd_addr_end(addr, end);
		if (pmd && !pmd_none(*pmd))
			zap_pmd_range(tlb, vma, pmd, addr, next, details);
	}
}

void unmap_vmas(struct mmu_gather *tlb, struct mm_struct *mm, unsigned long start,
		unsigned long end)
{
	struct mmu_notifier_range range;
	struct vm_area_struct *vma;

	mmu_notifier_range_init(&range, MMU_NOTIFY_UNMAP, 0, mm, start, end);
	mmu_notifier_invalidate_range_start(&range);
	for (vma = find_vma(mm, start); vma && vma->vm_start < end;
	     vma = find_vma(mm, vma->vm_end))
		unmap_page_range(tlb, vma, max(start, vma->vm_start), min(end, vma->vm_end), NULL);
	mmu_notifier_invalidate_range_end(&range);
}

void zap_page_range_single(struct vm_area_struct *vma, unsigned long address, unsigned long size,
			   struct zap_details *details)
{
	struct mmu_notifier_range range;
	struct mmu_gather tlb;

	lru_add_drain();
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, vma->vm_mm, address, address + size);
	tlb_gather_mmu(&tlb, vma->vm_mm);
	mmu_notifier_invalidate_range_start(&range);
	unmap_page_range(&tlb, vma, address, address + size, details);
	mmu_notifier_invalidate_range_end(&range);
	tlb_finish_mmu(&tlb);
}

/* From all mappings of a file the part that shows the indices from @first to @last. */
static void unmap_mapping_pages(struct address_space *mapping, pgoff_t first, pgoff_t last,
				struct zap_details *details)
{
	struct list_head *pos;

	list_for_each(pos, &mapping->i_mmap) {
		struct vm_area_struct *vma = list_entry(pos, struct vm_area_struct, shared.node);
		pgoff_t begin = max(first, vma->vm_pgoff);
		pgoff_t end = min(last, vma->vm_pgoff + vma_pages(vma) - 1);

		if (begin <= end)
			zap_page_range_single(vma, vma->vm_start +
					      ((begin - vma->vm_pgoff) << PAGE_SHIFT),
					      (end - begin + 1) << PAGE_SHIFT, details);
	}
}

void unmap_mapping_folio(struct folio *folio)
{
	struct zap_details details = { .single_folio = folio };

	VM_BUG_ON(!folio_test_locked(folio));
	unmap_mapping_pages(folio->mapping, folio->index,
			    folio->index + folio_nr_pages(folio) - 1, &details);
}

void unmap_mapping_range(struct address_space *mapping, loff_t start, loff_t len, bool even_cows)
{
	struct zap_details details = { .even_cows = even_cows };
	pgoff_t first = start >> PAGE_SHIFT;

	unmap_mapping_pages(mapping, first,
			    len ? first + (PAGE_ALIGN(len) >> PAGE_SHIFT) - 1 : ~0UL, &details);
}

/* ---- anonymous memory ---- */

/* Whether somebody else has changed the entry while the lock was not held. */
static bool vmf_pte_changed(struct vm_fault *vmf)
{
	if (vmf->flags & FAULT_FLAG_ORIG_PTE_VALID)
		return !pte_same(ptep_get(vmf->pte), vmf->orig_pte);
	return !pte_none(ptep_get(vmf->pte));
}

/* A new page for a private mapping; contents that will be copied need not be cleared. */
static struct folio *folio_prealloc(struct mm_struct *mm, struct vm_area_struct *vma,
				    unsigned long addr, bool need_zero)
{
	struct page *page = alloc_page_vma(GFP_HIGHUSER_MOVABLE, vma, addr);

	if (!page)
		return NULL;
	if (need_zero)
		clear_highpage(page);
	mem_cgroup_charge(page_folio(page), mm, GFP_KERNEL);
	return page_folio(page);
}

static pte_t maybe_mkwrite(pte_t pte, struct vm_area_struct *vma)
{
	return vma->vm_flags & VM_WRITE ? pte_mkwrite(pte, vma) : pte;
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
	folio = folio_prealloc(vma->vm_mm, vma, addr, true);
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

/* ---- pages of files and drivers ---- */

int vm_insert_page(struct vm_area_struct *vma, unsigned long addr, struct page *page)
{
	struct mm_struct *mm = vma->vm_mm;
	struct folio *folio = page_folio(page);
	pud_t *pud = pud_alloc(mm, pgd_offset(mm, addr), addr);
	pmd_t *pmd = pud ? pmd_alloc(mm, pud, addr) : NULL;
	int ret = -EBUSY;
	spinlock_t *ptl;
	pte_t *pte;

	if (addr < vma->vm_start || addr >= vma->vm_end)
		return -EFAULT;
	if (!folio_ref_count(folio) || folio_test_anon(folio))
		return -EINVAL;
	vm_flags_reset(vma, vma->vm_flags | VM_MIXEDMAP);
	if (!pmd || pte_alloc(mm, pmd))
		return -ENOMEM;
	pte = pte_offset_map_lock(mm, pmd, addr, &ptl);
	if (pte_none(ptep_get(pte))) {
		folio_get(folio);
		inc_mm_counter(mm, mm_counter_file(folio));
		folio_add_file_rmap_pte(folio, page, vma);
		set_pte_at(mm, addr, pte, mk_pte(page, vma->vm_page_prot));
		ret = 0;
	}
	pte_unmap_unlock(pte, ptl);
	return ret;
}

bool vma_is_dax(const struct vm_area_struct *vma)
{
	return vma->vm_file && IS_DAX(vma->vm_file->f_mapping->host);
}

static vm_fault_t insert_pfn(struct vm_area_struct *vma, unsigned long addr, pfn_t pfn)
{
	struct mm_struct *mm = vma->vm_mm;
	pud_t *pud = pud_alloc(mm, pgd_offset(mm, addr), addr);
	pmd_t *pmd = pud ? pmd_alloc(mm, pud, addr) : NULL;
	spinlock_t *ptl;
	pte_t *pte;

	if (!pmd || pte_alloc(mm, pmd))
		return VM_FAULT_OOM;
	pte = pte_offset_map_lock(mm, pmd, addr, &ptl);
	if (!pte)
		return VM_FAULT_OOM;
	if (pte_none(ptep_get(pte))) {
		pte_t entry = pfn_pte(pfn_t_to_pfn(pfn), vma->vm_page_prot.pgprot);

		entry = pfn_t_devmap(pfn) ? pte_mkdevmap(entry) : pte_mkspecial(entry);
		set_pte_at(mm, addr, pte, entry);
	}
	pte_unmap_unlock(pte, ptl);
	return VM_FAULT_NOPAGE;
}

vm_fault_t vmf_insert_mixed(struct vm_area_struct *vma, unsigned long addr, pfn_t pfn)
{
	if (!(vma->vm_flags & VM_MIXEDMAP) && !pfn_t_devmap(pfn) &&
	    !is_zero_pfn(pfn_t_to_pfn(pfn)))
		return VM_FAULT_SIGBUS;
	if (addr < vma->vm_start || addr >= vma->vm_end)
		return VM_FAULT_SIGBUS;
	return insert_pfn(vma, addr, pfn);
}

/* A mapping's fault() finds the page; here it comes locked. */
static vm_fault_t __do_fault(struct vm_fault *vmf)
{
	vm_fault_t ret = vmf->vma->vm_ops->fault(vmf);
	struct folio *folio;

	if (ret & (VM_FAULT_ERROR | VM_FAULT_NOPAGE | VM_FAULT_RETRY | VM_FAULT_DONE_COW))
		return ret;
	folio = page_folio(vmf->page);
	if (PageHWPoison(vmf->page)) {
		if (ret & VM_FAULT_LOCKED)
			folio_unlock(folio);
		folio_put(folio);
		vmf->page = NULL;
		return VM_FAULT_HWPOISON;
	}
	if (!(ret & VM_FAULT_LOCKED))
		folio_lock(folio);
	return ret;
}

/* Maps @nr pages of a folio from @addr on; the caller's reference becomes the mapping's. */
void set_pte_range(struct vm_fault *vmf, struct folio *folio, struct page *page, unsigned int nr,
		   unsigned long addr)
{
	struct vm_area_struct *vma = vmf->vma;
	bool write = vmf->flags & FAULT_FLAG_WRITE;
	unsigned int i;

	for (i = 0; i < nr; i++) {
		pte_t entry = mk_pte(page + i, vma->vm_page_prot);

		if (write)
			entry = maybe_mkwrite(pte_mkdirty(entry), vma);
		if (write && !(vma->vm_flags & VM_SHARED)) {
			folio_add_new_anon_rmap(folio, vma, addr, RMAP_EXCLUSIVE);
			folio_add_lru_vma(folio, vma);
		} else {
			folio_add_file_rmap_pte(folio, page + i, vma);
		}
		set_pte_at(vma->vm_mm, addr + i * PAGE_SIZE, vmf->pte + i, entry);
	}
}

/* Maps a whole folio of 2 MiB. The caller's reference becomes the mapping's. */
vm_fault_t do_set_pmd(struct vm_fault *vmf, struct page *page)
{
	struct folio *folio = page_folio(page);
	struct vm_area_struct *vma = vmf->vma;
	unsigned long haddr = vmf->address & HPAGE_PMD_MASK;
	vm_fault_t ret = VM_FAULT_FALLBACK;
	pmd_t entry;

	if (vma_thp_disabled(vma, vma->vm_flags) || !thp_vma_suitable_order(vma, haddr, PMD_ORDER))
		return ret;
	if (folio_order(folio) != HPAGE_PMD_ORDER || folio_test_has_hwpoisoned(folio))
		return ret;
	page = &folio->page;

	vmf->ptl = pmd_lock(vma->vm_mm, vmf->pmd);
	if (pmd_none(*vmf->pmd)) {
		entry = mk_huge_pmd(page, vma->vm_page_prot);
		if (vmf->flags & FAULT_FLAG_WRITE)
			entry = maybe_pmd_mkwrite(pmd_mkdirty(entry), vma);
		add_mm_counter(vma->vm_mm, mm_counter_file(folio), HPAGE_PMD_NR);
		folio_add_file_rmap_pmd(folio, page, vma);
		set_pmd_at(vma->vm_mm, haddr, vmf->pmd, entry);
		ret = 0;
	}
	spin_unlock(vmf->ptl);
	return ret;
}

/* Beyond its end, a file must not be accessible: a PMD entry would reach there. */
static bool reaches_beyond_file(struct vm_area_struct *vma, struct folio *folio)
{
	struct address_space *mapping = vma->vm_file->f_mapping;

	return !shmem_mapping(mapping) &&
		(pgoff_t)(PAGE_ALIGN(i_size_read(mapping->host)) >> PAGE_SHIFT) <
		folio->index + folio_nr_pages(folio);
}

static vm_fault_t finish_fault(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	bool is_cow = (vmf->flags & FAULT_FLAG_WRITE) && !(vma->vm_flags & VM_SHARED);
	struct page *page = is_cow ? vmf->cow_page : vmf->page;
	struct folio *folio = page_folio(page);
	vm_fault_t ret = 0;

	if (pmd_none(*vmf->pmd) && PageCompound(page) && !reaches_beyond_file(vma, folio)) {
		ret = do_set_pmd(vmf, page);
		if (ret != VM_FAULT_FALLBACK)
			return ret;
		ret = 0;
	}
	if (pte_alloc(vma->vm_mm, vmf->pmd))
		return VM_FAULT_OOM;
	vmf->pte = pte_offset_map_lock(vma->vm_mm, vmf->pmd, vmf->address, &vmf->ptl);
	if (!vmf->pte)
		return VM_FAULT_NOPAGE;
	if (vmf_pte_changed(vmf)) {
		ret = VM_FAULT_NOPAGE;
	} else {
		set_pte_range(vmf, folio, page, 1, vmf->address);
		inc_mm_counter(vma->vm_mm, is_cow ? MM_ANONPAGES : mm_counter_file(folio));
	}
	pte_unmap_unlock(vmf->pte, vmf->ptl);
	return ret;
}

#define FAULT_AROUND_PAGES	16UL

/* What the page cache has of the 64 KiB around the address is mapped, too. */
static vm_fault_t do_fault_around(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	pgoff_t pte_off = pte_index(vmf->address);
	pgoff_t vma_off = vmf->pgoff - vma->vm_pgoff;
	pgoff_t from_pte = max(pte_off & ~(FAULT_AROUND_PAGES - 1),
			       pte_off - min(pte_off, vma_off));
	pgoff_t to_pte = min(min(from_pte + FAULT_AROUND_PAGES, (pgoff_t)PTRS_PER_TABLE),
			     pte_off + vma_pages(vma) - vma_off) - 1;

	return vma->vm_ops->map_pages(vmf, vmf->pgoff + from_pte - pte_off,
				      vmf->pgoff + to_pte - pte_off);
}

/* A fault() without map_pages() may need the mmap_lock. */
static vm_fault_t vmf_can_call_fault(const struct vm_fault *vmf)
{
	if (vmf->vma->vm_ops->map_pages || !(vmf->flags & FAULT_FLAG_VMA_LOCK))
		return 0;
	return VM_FAULT_RETRY;
}

static vm_fault_t do_read_fault(struct vm_fault *vmf)
{
	vm_fault_t ret = 0;

	if (vmf->vma->vm_ops->map_pages)
		ret = do_fault_around(vmf);
	if (!ret)
		ret = vmf_can_call_fault(vmf);
	if (ret)
		return ret;
	ret = __do_fault(vmf);
	if (ret & (VM_FAULT_ERROR | VM_FAULT_NOPAGE | VM_FAULT_RETRY))
		return ret;
	ret |= finish_fault(vmf);
	unlock_page(vmf->page);
	if (ret & (VM_FAULT_ERROR | VM_FAULT_NOPAGE | VM_FAULT_RETRY))
		put_page(vmf->page);
	return ret;
}

/* A write to a private mapping: a page of one's own with the contents of the file's. */
static vm_fault_t do_cow_fault(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	struct folio *folio;
	vm_fault_t ret = vmf_can_call_fault(vmf);

	if (ret)
		return ret;
	if (anon_vma_prepare(vma))
		return VM_FAULT_OOM;
	folio = folio_prealloc(vma->vm_mm, vma, vmf->address, false);
	if (!folio)
		return VM_FAULT_OOM;
	vmf->cow_page = &folio->page;

	ret = __do_fault(vmf);
	if (ret & (VM_FAULT_ERROR | VM_FAULT_NOPAGE | VM_FAULT_RETRY))
		goto uncharge_out;
	copy_highpage(vmf->cow_page, vmf->page);
	folio_set_uptodate(folio);
	ret |= finish_fault(vmf);
	unlock_page(vmf->page);
	put_page(vmf->page);
	if (ret & (VM_FAULT_ERROR | VM_FAULT_NOPAGE | VM_FAULT_RETRY))
		goto uncharge_out;
	return ret;
uncharge_out:
	folio_put(folio);
	return ret;
}

/* The folio is locked, and is unlocked here. */
static vm_fault_t fault_dirty_shared_page(struct vm_fault *vmf)
{
	struct folio *folio = page_folio(vmf->page);

	folio_mark_dirty(folio);
	VM_BUG_ON_FOLIO(folio_test_anon(folio), folio);
	folio_unlock(folio);
	return 0;
}

static vm_fault_t do_shared_fault(struct vm_fault *vmf)
{
	vm_fault_t ret = vmf_can_call_fault(vmf);

	if (ret)
		return ret;
	ret = __do_fault(vmf);
	if (ret & (VM_FAULT_ERROR | VM_FAULT_NOPAGE | VM_FAULT_RETRY))
		return ret;
	ret |= finish_fault(vmf);
	if (ret & (VM_FAULT_ERROR | VM_FAULT_NOPAGE | VM_FAULT_RETRY)) {
		unlock_page(vmf->page);
		put_page(vmf->page);
		return ret;
	}
	return ret | fault_dirty_shared_page(vmf);
}

static vm_fault_t do_fault(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;

	if (!vma->vm_ops->fault)	/* everything was mapped at once */
		return VM_FAULT_SIGBUS;
	if (!(vmf->flags & FAULT_FLAG_WRITE))
		return do_read_fault(vmf);
	if (!(vma->vm_flags & VM_SHARED))
		return do_cow_fault(vmf);
	return do_shared_fault(vmf);
}

static vm_fault_t do_pte_missing(struct vm_fault *vmf)
{
	return vma_is_anonymous(vmf->vma) ? do_anonymous_page(vmf) : do_fault(vmf);
}

/* ---- writing to what is mapped read-only ---- */

/* Nobody else can have the page, or all may see the write: it becomes writable as it is. */
static void wp_page_reuse(struct vm_fault *vmf, struct folio *folio)
{
	pte_t entry = pte_mkyoung(vmf->orig_pte);

	VM_BUG_ON(!(vmf->flags & FAULT_FLAG_WRITE));
	if (folio)
		page_cpupid_reset_last(&folio->page);
	entry = maybe_mkwrite(pte_mkdirty(entry), vmf->vma);
	set_pte_at(vmf->vma->vm_mm, vmf->address, vmf->pte, entry);
	flush_tlb_page(vmf->vma, vmf->address);
	pte_unmap_unlock(vmf->pte, vmf->ptl);
}

/* A page of one's own with the same contents takes its place. Drops the reference on the old one. */
static vm_fault_t wp_page_copy(struct vm_fault *vmf)
{
	bool unshare = vmf->flags & FAULT_FLAG_UNSHARE;
	bool pfn_is_zero = is_zero_pfn(pte_pfn(vmf->orig_pte));
	struct vm_area_struct *vma = vmf->vma;
	struct mm_struct *mm = vma->vm_mm;
	struct folio *old_folio = vmf->page ? page_folio(vmf->page) : NULL;
	struct folio *new_folio = NULL;
	struct mmu_notifier_range range;
	bool copied = false;
	pte_t entry;

	if (!anon_vma_prepare(vma))
		new_folio = folio_prealloc(mm, vma, vmf->address, pfn_is_zero);
	if (!new_folio) {
		if (old_folio)
			folio_put(old_folio);
		return VM_FAULT_OOM;
	}
	if (!pfn_is_zero)
		copy_highpage(&new_folio->page, pfn_to_page(pte_pfn(vmf->orig_pte)));
	folio_set_uptodate(new_folio);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, vmf->address,
				vmf->address + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);

	vmf->pte = pte_offset_map_lock(mm, vmf->pmd, vmf->address, &vmf->ptl);
	if (vmf->pte && pte_same(ptep_get(vmf->pte), vmf->orig_pte)) {
		if (!old_folio) {
			inc_mm_counter(mm, MM_ANONPAGES);
		} else if (!folio_test_anon(old_folio)) {
			dec_mm_counter(mm, mm_counter_file(old_folio));
			inc_mm_counter(mm, MM_ANONPAGES);
		}
		entry = mk_pte(&new_folio->page, vma->vm_page_prot);
		if (!unshare)
			entry = maybe_mkwrite(pte_mkdirty(entry), vma);
		else if (pte_soft_dirty(vmf->orig_pte))
			entry = pte_mksoft_dirty(entry);
		ptep_clear_flush(vma, vmf->address, vmf->pte);
		folio_add_new_anon_rmap(new_folio, vma, vmf->address, RMAP_EXCLUSIVE);
		folio_add_lru_vma(new_folio, vma);
		set_pte_at(mm, vmf->address, vmf->pte, entry);
		if (old_folio)
			folio_remove_rmap_pte(old_folio, vmf->page, vma);
		copied = true;
	}
	if (vmf->pte)
		pte_unmap_unlock(vmf->pte, vmf->ptl);
	mmu_notifier_invalidate_range_end(&range);
	if (!copied)
		folio_put(new_folio);
	else if (old_folio)
		folio_put(old_folio);		/* of the mapping */
	if (old_folio)
		folio_put(old_folio);
	return 0;
}

/* All mappings see the write. Nothing of a file has to be told, but the folio gets dirty. */
static vm_fault_t wp_page_shared(struct vm_fault *vmf, struct folio *folio)
{
	vm_fault_t ret;

	folio_get(folio);
	wp_page_reuse(vmf, folio);
	folio_lock(folio);
	ret = fault_dirty_shared_page(vmf);
	folio_put(folio);
	return ret;
}

/* The last one to have a page that was shared once: only this mapping and the LRU refer to it. */
static bool wp_can_reuse_anon_folio(struct folio *folio, struct vm_area_struct *vma)
{
	if (folio_test_large(folio))
		return false;
	if (folio_ref_count(folio) > 3)
		return false;
	if (!folio_test_lru(folio))
		lru_add_drain();
	if (folio_ref_count(folio) > 1)
		return false;
	if (!folio_trylock(folio))
		return false;
	if (folio_ref_count(folio) != 1) {
		folio_unlock(folio);
		return false;
	}
	folio_move_anon_rmap(folio, vma);
	folio_unlock(folio);
	return true;
}

/* Also for reading: with FAULT_FLAG_UNSHARE, nobody else may have the page afterwards. */
static vm_fault_t do_wp_page(struct vm_fault *vmf)
{
	bool unshare = vmf->flags & FAULT_FLAG_UNSHARE;
	struct vm_area_struct *vma = vmf->vma;
	struct folio *folio = NULL;

	vmf->page = vm_normal_page(vma, vmf->address, vmf->orig_pte);
	if (vmf->page)
		folio = page_folio(vmf->page);

	if (vma->vm_flags & (VM_SHARED | VM_MAYSHARE)) {
		if (folio)
			return wp_page_shared(vmf, folio);
		wp_page_reuse(vmf, NULL);
		return 0;
	}

	if (folio && folio_test_anon(folio) &&
	    (PageAnonExclusive(vmf->page) || wp_can_reuse_anon_folio(folio, vma))) {
		if (!PageAnonExclusive(vmf->page))
			SetPageAnonExclusive(vmf->page);
		if (unshare)
			pte_unmap_unlock(vmf->pte, vmf->ptl);
		else
			wp_page_reuse(vmf, folio);
		return 0;
	}
	if (folio)
		folio_get(folio);
	pte_unmap_unlock(vmf->pte, vmf->ptl);
	return wp_page_copy(vmf);
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

void pmd_migration_entry_wait(struct mm_struct *mm, pmd_t *pmd)
{
	pr_err("waiting for ever for the migration of a huge page\n");
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
		return do_pte_missing(vmf);
	if (!pte_present(vmf->orig_pte))
		return do_swap_page(vmf);

	vmf->pte = pte_offset_map_lock(vmf->vma->vm_mm, vmf->pmd, vmf->address, &vmf->ptl);
	entry = vmf->orig_pte;
	if (!pte_same(ptep_get(vmf->pte), entry)) {
		pte_unmap_unlock(vmf->pte, vmf->ptl);
		return 0;
	}
	if (vmf->flags & (FAULT_FLAG_WRITE | FAULT_FLAG_UNSHARE)) {
		if (!pte_write(entry))
			return do_wp_page(vmf);
		if (vmf->flags & FAULT_FLAG_WRITE)
			entry = pte_mkdirty(entry);
	}
	set_pte_at(vmf->vma->vm_mm, vmf->address, vmf->pte, pte_mkyoung(entry));
	pte_unmap_unlock(vmf->pte, vmf->ptl);
	return 0;
}

static vm_fault_t create_huge_pmd(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;

	if (vma_is_anonymous(vma))
		return do_huge_pmd_anonymous_page(vmf);
	if (vma->vm_ops->huge_fault)
		return vma->vm_ops->huge_fault(vmf, PMD_ORDER);
	return VM_FAULT_FALLBACK;
}

static vm_fault_t wp_huge_pmd(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	vm_fault_t ret;

	if (vma_is_anonymous(vma))
		return do_huge_pmd_wp_page(vmf);
	if ((vma->vm_flags & (VM_SHARED | VM_MAYSHARE)) && vma->vm_ops->huge_fault) {
		ret = vma->vm_ops->huge_fault(vmf, PMD_ORDER);
		if (!(ret & VM_FAULT_FALLBACK))
			return ret;
	}
	__split_huge_pmd(vma, vmf->pmd, vmf->address, false, NULL);
	return VM_FAULT_FALLBACK;
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
	vm_fault_t ret;

	vmf.pud = pud_alloc(vma->vm_mm, pgd_offset(vma->vm_mm, address), address);
	if (!vmf.pud)
		return VM_FAULT_OOM;
	vmf.pmd = pmd_alloc(vma->vm_mm, vmf.pud, address);
	if (!vmf.pmd)
		return VM_FAULT_OOM;

	if (pmd_none(*vmf.pmd) && thp_vma_allowable_order(vma, vma->vm_flags, PMD_ORDER)) {
		ret = create_huge_pmd(&vmf);
		if (!(ret & VM_FAULT_FALLBACK))
			return ret;
		return handle_pte_fault(&vmf);
	}

	vmf.orig_pmd = *vmf.pmd;
	if (is_swap_pmd(vmf.orig_pmd)) {
		pmd_migration_entry_wait(vma->vm_mm, vmf.pmd);
		return 0;
	}
	if (pmd_trans_huge(vmf.orig_pmd) || pmd_devmap(vmf.orig_pmd)) {
		if ((flags & (FAULT_FLAG_WRITE | FAULT_FLAG_UNSHARE)) &&
		    !pmd_write(vmf.orig_pmd)) {
			ret = wp_huge_pmd(&vmf);
			if (!(ret & VM_FAULT_FALLBACK))
				return ret;
		} else {
			huge_pmd_set_accessed(&vmf);
			return 0;
		}
	}
	return handle_pte_fault(&vmf);
}

/* Makes one page of a mapping accessible, or says why that cannot be. */
vm_fault_t handle_mm_fault(struct vm_area_struct *vma, unsigned long address, unsigned int flags,
			   struct pt_regs *regs)
{
	vm_fault_t ret;

	current->in_lru_fault = !(vma->vm_flags & (VM_SEQ_READ | VM_RAND_READ));
	if (is_vm_hugetlb_page(vma))
		ret = hugetlb_fault(vma->vm_mm, vma, address, flags);
	else
		ret = __handle_mm_fault(vma, address, flags);
	current->in_lru_fault = false;
	return ret;
}

/* ---- fork ---- */

/* As for the fault, but the driver's mirror was told already. */
static int try_restore_exclusive_pte(pte_t *src_pte, struct vm_area_struct *vma,
				     unsigned long addr)
{
	struct page *page = pfn_swap_entry_to_page(pte_to_swp_entry(ptep_get(src_pte)));

	if (!trylock_page(page))
		return -EBUSY;
	restore_exclusive_pte(vma, page, addr, src_pte);
	unlock_page(page);
	return 0;
}

/*
 * An entry that is not present. -ENOENT: it is now, go on with it as such; -EBUSY: the page is
 * locked.
 */
static int copy_nonpresent_pte(struct mm_struct *dst_mm, struct mm_struct *src_mm, pte_t *dst_pte,
			       pte_t *src_pte, struct vm_area_struct *dst_vma,
			       struct vm_area_struct *src_vma, unsigned long addr, int *rss)
{
	bool is_cow = is_cow_mapping(dst_vma->vm_flags);
	pte_t orig_pte = ptep_get(src_pte), pte = orig_pte;
	swp_entry_t entry = pte_to_swp_entry(orig_pte);
	struct folio *folio;

	if (is_migration_entry(entry)) {
		rss[mm_counter(pfn_swap_entry_folio(entry))]++;
		if (!is_readable_migration_entry(entry) && is_cow) {
			/* The page was one's own; from now on two wait for it. */
			entry = make_readable_migration_entry(swp_offset(entry));
			pte = swp_entry_to_pte(entry);
			if (pte_swp_soft_dirty(orig_pte))
				pte = pte_swp_mksoft_dirty(pte);
			set_pte_at(src_mm, addr, src_pte, pte);
		}
	} else if (is_device_private_entry(entry)) {
		folio = pfn_swap_entry_folio(entry);
		folio_get(folio);
		rss[MM_ANONPAGES]++;
		/* Nobody can have pinned what the CPU cannot reach. */
		folio_try_dup_anon_rmap_pte(folio, pfn_swap_entry_to_page(entry), src_vma);
		if (is_writable_device_private_entry(entry) && is_cow) {
			/* Soft-dirty is lost here, in the kernel too. */
			entry = make_readable_device_private_entry(swp_offset(entry));
			pte = swp_entry_to_pte(entry);
			set_pte_at(src_mm, addr, src_pte, pte);
		}
	} else if (is_device_exclusive_entry(entry)) {
		VM_BUG_ON(!is_cow_mapping(src_vma->vm_flags));
		return try_restore_exclusive_pte(src_pte, src_vma, addr) ? -EBUSY : -ENOENT;
	} else if (is_pte_marker_entry(entry)) {
		/* Of what a marker says, only that the memory is bad holds for the child too. */
		if (swp_offset(entry) & PTE_MARKER_POISONED)
			set_pte_at(dst_mm, addr, dst_pte, make_pte_marker(PTE_MARKER_POISONED));
		return 0;
	}
	set_pte_at(dst_mm, addr, dst_pte, pte);
	return 0;
}

/* A page that may be pinned stays the parent's own: the child gets its copy at once. */
static int copy_present_page(struct vm_area_struct *dst_vma, pte_t *dst_pte, unsigned long addr,
			     int *rss, struct folio **prealloc, struct page *page)
{
	struct folio *new_folio = *prealloc;
	pte_t pte;

	if (!new_folio)
		return -EAGAIN;
	copy_highpage(&new_folio->page, page);
	*prealloc = NULL;
	folio_set_uptodate(new_folio);
	folio_add_new_anon_rmap(new_folio, dst_vma, addr, RMAP_EXCLUSIVE);
	folio_add_lru_vma(new_folio, dst_vma);
	rss[MM_ANONPAGES]++;

	pte = pte_mkdirty(mk_pte(&new_folio->page, dst_vma->vm_page_prot));
	if (dst_vma->vm_flags & VM_WRITE)
		pte = pte_mkwrite(pte, dst_vma);
	set_pte_at(dst_vma->vm_mm, addr, dst_pte, pte);
	return 0;
}

static void __copy_present_pte(struct vm_area_struct *dst_vma, struct vm_area_struct *src_vma,
			       pte_t *dst_pte, pte_t *src_pte, pte_t pte, unsigned long addr)
{
	if (is_cow_mapping(src_vma->vm_flags) && pte_write(pte)) {
		pte = pte_wrprotect(pte);
		set_pte_at(src_vma->vm_mm, addr, src_pte, pte);
	}
	/* The child has not written to a shared page yet, and used none. */
	if (src_vma->vm_flags & VM_SHARED)
		pte = pte_mkclean(pte);
	set_pte_at(dst_vma->vm_mm, addr, dst_pte, pte_mkold(pte));
}

static int copy_present_pte(struct vm_area_struct *dst_vma, struct vm_area_struct *src_vma,
			    pte_t *dst_pte, pte_t *src_pte, pte_t pte, unsigned long addr, int *rss,
			    struct folio **prealloc)
{
	struct page *page = vm_normal_page(src_vma, addr, pte);
	struct folio *folio = page ? page_folio(page) : NULL;

	if (folio) {
		folio_get(folio);
		if (folio_test_anon(folio)) {
			if (folio_try_dup_anon_rmap_pte(folio, page, src_vma)) {
				folio_put(folio);
				return copy_present_page(dst_vma, dst_pte, addr, rss, prealloc,
							 page);
			}
			rss[MM_ANONPAGES]++;
			VM_BUG_ON_FOLIO(PageAnonExclusive(page), folio);
		} else {
			folio_dup_file_rmap_pte(folio, page);
			rss[mm_counter_file(folio)]++;
		}
	}
	__copy_present_pte(dst_vma, src_vma, dst_pte, src_pte, pte, addr);
	return 0;
}

/* Memory cannot be allocated under the locks: if a copy needs a page, they are given up for it. */
static int copy_pte_range(struct vm_area_struct *dst_vma, struct vm_area_struct *src_vma,
			  pmd_t *dst_pmd, pmd_t *src_pmd, unsigned long addr, unsigned long end)
{
	struct mm_struct *dst_mm = dst_vma->vm_mm, *src_mm = src_vma->vm_mm;
	pte_t *orig_src_pte, *orig_dst_pte, *src_pte, *dst_pte;
	spinlock_t *src_ptl, *dst_ptl;
	struct folio *prealloc = NULL;
	int rss[NR_MM_COUNTERS], ret, i;

again:
	ret = 0;
	memset(rss, 0, sizeof(rss));
	if (pte_alloc(dst_mm, dst_pmd))
		return -ENOMEM;
	orig_dst_pte = dst_pte = pte_offset_map_lock(dst_mm, dst_pmd, addr, &dst_ptl);
	orig_src_pte = src_pte = pte_offset_map_lock(src_mm, src_pmd, addr, &src_ptl);

	for (; addr != end; dst_pte++, src_pte++, addr += PAGE_SIZE) {
		pte_t ptent = ptep_get(src_pte);

		if (pte_none(ptent))
			continue;
		if (!pte_present(ptent)) {
			ret = copy_nonpresent_pte(dst_mm, src_mm, dst_pte, src_pte, dst_vma, src_vma,
						  addr, rss);
			if (!ret)
				continue;
			if (ret == -EBUSY)
				break;
			ptent = ptep_get(src_pte);
		}
		ret = copy_present_pte(dst_vma, src_vma, dst_pte, src_pte, ptent, addr, rss,
				       &prealloc);
		if (ret)
			break;
	}

	pte_unmap_unlock(orig_src_pte, src_ptl);
	for (i = 0; i < NR_MM_COUNTERS; i++)
		if (rss[i])
			add_mm_counter(dst_mm, i, rss[i]);
	pte_unmap_unlock(orig_dst_pte, dst_ptl);

	if (ret == -EAGAIN) {
		prealloc = folio_prealloc(src_mm, src_vma, addr, false);
		if (!prealloc)
			return -ENOMEM;
		goto again;
	}
	if (prealloc)
		folio_put(prealloc);
	return ret;
}

static int copy_pmd_range(struct vm_area_struct *dst_vma, struct vm_area_struct *src_vma,
			  unsigned long addr, unsigned long end)
{
	struct mm_struct *dst_mm = dst_vma->vm_mm, *src_mm = src_vma->vm_mm;
	unsigned long next;

	for (; addr != end; addr = next) {
		pmd_t *src_pmd = mm_find_pmd(src_mm, addr), *dst_pmd;
		pud_t *dst_pud;

		next = pmd_addr_end(addr, end);
		if (!src_pmd || pmd_none(*src_pmd))
			continue;
		dst_pud = pud_alloc(dst_mm, pgd_offset(dst_mm, addr), addr);
		dst_pmd = dst_pud ? pmd_alloc(dst_mm, dst_pud, addr) : NULL;
		if (!dst_pmd)
			return -ENOMEM;
		if (is_swap_pmd(*src_pmd) || pmd_trans_huge(*src_pmd) || pmd_devmap(*src_pmd)) {
			int err = copy_huge_pmd(dst_mm, src_mm, dst_pmd, src_pmd, addr, dst_vma,
						src_vma);

			if (err == -ENOMEM)
				return -ENOMEM;
			if (!err)
				continue;
		}
		if (pmd_none(*src_pmd))
			continue;
		if (copy_pte_range(dst_vma, src_vma, dst_pmd, src_pmd, addr, next))
			return -ENOMEM;
	}
	return 0;
}

/* Without pages of its own, a mapping gets the same ones again by faults. */
static bool vma_needs_copy(struct vm_area_struct *src_vma)
{
	return (src_vma->vm_flags & (VM_PFNMAP | VM_MIXEDMAP)) || src_vma->anon_vma;
}

/* Gives a child the parent's pages of one mapping; from now on a write copies. */
int copy_page_range(struct vm_area_struct *dst_vma, struct vm_area_struct *src_vma)
{
	unsigned long addr = src_vma->vm_start, end = src_vma->vm_end;
	bool is_cow = is_cow_mapping(src_vma->vm_flags);
	struct mmu_notifier_range range;
	int ret;

	if (!vma_needs_copy(src_vma))
		return 0;
	if (is_vm_hugetlb_page(src_vma))
		return copy_hugetlb_page_range(dst_vma, src_vma);
	if (is_cow) {
		/* The parent's entries lose the right to write. */
		mmu_notifier_range_init(&range, MMU_NOTIFY_PROTECTION_PAGE, 0, src_vma->vm_mm, addr,
					end);
		mmu_notifier_invalidate_range_start(&range);
	}
	ret = copy_pmd_range(dst_vma, src_vma, addr, end);
	if (is_cow)
		mmu_notifier_invalidate_range_end(&range);
	return ret;
}
