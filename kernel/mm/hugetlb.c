// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Huge pages from a pool: mappings of them have no small pages anywhere. What is mapped was promised
 * when the mapping was made, so that a fault does not fail.
 */
#include <linux/err.h>
#include <linux/highmem.h>
#include <linux/hugetlb.h>
#include <linux/memcontrol.h>
#include <linux/mmu_notifier.h>
#include <linux/pagemap.h>
#include <linux/rmap.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/swapops.h>
#include <linux/uaccess.h>
#include <asm/tlb.h>
#include "internal.h"

struct hstate default_hstate = {
	.hugepage_activelist = LIST_HEAD_INIT(default_hstate.hugepage_activelist),
	.hugepage_freelist = LIST_HEAD_INIT(default_hstate.hugepage_freelist),
};

/* ---- what is promised ---- */

/* For a private mapping, in the low bits of vm_private_data: */
#define HPAGE_RESV_OWNER	1UL	/* this process has made it: the promise is to it */
#define HPAGE_RESV_UNMAPPED	2UL	/* a page was taken away, so that the owner could get one */
#define HPAGE_RESV_MASK		(HPAGE_RESV_OWNER | HPAGE_RESV_UNMAPPED)

struct resv_map *resv_map_alloc(void)
{
	struct resv_map *resv = kzalloc(sizeof(*resv), GFP_KERNEL);

	BUG_ON(!resv);
	resv->refs = 1;
	return resv;
}

void resv_map_put(struct resv_map *resv)
{
	if (--resv->refs)
		return;
	xa_destroy(&resv->regions);
	kfree(resv);
}

static bool is_vma_resv_set(struct vm_area_struct *vma, unsigned long flag)
{
	return !(vma->vm_flags & VM_MAYSHARE) && ((unsigned long)vma->vm_private_data & flag);
}

static void set_vma_resv_flags(struct vm_area_struct *vma, unsigned long flags)
{
	vma->vm_private_data = (void *)((unsigned long)vma->vm_private_data | flags);
}

static struct resv_map *vma_resv_map(struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_MAYSHARE)
		return file_inode(vma->vm_file)->i_private;
	return (struct resv_map *)((unsigned long)vma->vm_private_data & ~HPAGE_RESV_MASK);
}

static bool region_test(struct resv_map *resv, pgoff_t index)
{
	return xa_load(&resv->regions, index) != NULL;
}

static void region_add(struct resv_map *resv, pgoff_t index)
{
	xa_store(&resv->regions, index, xa_mk_value(1), GFP_KERNEL);
}

static long region_count(struct resv_map *resv, pgoff_t from, pgoff_t to)
{
	long count = 0;

	for (; from < to && xa_find(&resv->regions, &from, to - 1); from++)
		count++;
	return count;
}

/* More or fewer promises. False if there are not enough free pages to promise. */
static bool hugetlb_acct_memory(long delta)
{
	struct hstate *h = &default_hstate;

	if (delta > (long)(h->free_huge_pages - h->resv_huge_pages))
		return false;
	h->resv_huge_pages += delta;
	return true;
}

bool hugetlb_reserve_pages(struct inode *inode, long from, long to, struct vm_area_struct *vma,
			   vm_flags_t vm_flags)
{
	struct resv_map *resv;
	long i;

	if (vm_flags & VM_NORESERVE)
		return true;
	if (vma->vm_flags & VM_MAYSHARE) {
		resv = inode->i_private;
		if (!hugetlb_acct_memory(to - from - region_count(resv, from, to)))
			return false;
		for (i = from; i < to; i++)
			region_add(resv, i);
		return true;
	}
	if (!hugetlb_acct_memory(to - from))
		return false;
	vma->vm_private_data = resv_map_alloc();
	set_vma_resv_flags(vma, HPAGE_RESV_OWNER);
	return true;
}

void hugetlb_unreserve_pages(struct inode *inode, long start, long freed)
{
	struct resv_map *resv = inode->i_private;
	long promised = region_count(resv, start, ~0UL >> 1);

	xa_erase_all(&resv->regions, start, ~0UL);
	hugetlb_acct_memory(freed - promised);
}

/* A file's map has what is promised; that of a private mapping has what was taken already. */
static bool vma_has_reservation(struct vm_area_struct *vma, unsigned long addr)
{
	struct resv_map *resv = vma_resv_map(vma);

	if (!resv)
		return false;
	return region_test(resv, vma_hugecache_offset(vma, addr)) ==
		((vma->vm_flags & VM_MAYSHARE) != 0);
}

/* Whether a page for this address comes out of those that are promised. */
static bool vma_has_reserves(struct vm_area_struct *vma, bool has_reservation)
{
	if (vma->vm_flags & VM_MAYSHARE)
		return has_reservation;
	return !(vma->vm_flags & VM_NORESERVE) && is_vma_resv_set(vma, HPAGE_RESV_OWNER) &&
		has_reservation;
}

/* ---- the pool ---- */

static void enqueue_hugetlb_folio(struct hstate *h, struct folio *folio)
{
	VM_BUG_ON_FOLIO(folio_ref_count(folio), folio);
	list_move(&folio->lru, &h->hugepage_freelist);
	h->free_huge_pages++;
	folio_set_hugetlb_freed(folio);
}

static struct folio *dequeue_hugetlb_folio(struct hstate *h)
{
	struct folio *folio;

	if (list_empty(&h->hugepage_freelist))
		return NULL;
	folio = list_entry(h->hugepage_freelist.next, struct folio, lru);
	list_move(&folio->lru, &h->hugepage_activelist);
	folio_set_count(folio, 1);
	folio_clear_hugetlb_freed(folio);
	h->free_huge_pages--;
	return folio;
}

static bool alloc_pool_huge_folio(struct hstate *h)
{
	struct folio *folio = folio_alloc(GFP_HIGHUSER_MOVABLE, HUGETLB_PAGE_ORDER);

	if (!folio)
		return false;
	folio_clear_large_rmappable(folio);
	folio_set_count(folio, 0);
	__folio_set_hugetlb(folio);
	INIT_LIST_HEAD(&folio->lru);
	folio->_hugetlb_subpool = NULL;
#ifdef CONFIG_CGROUP_HUGETLB
	folio->_hugetlb_cgroup = NULL;
	folio->_hugetlb_cgroup_rsvd = NULL;
#endif
	h->nr_huge_pages++;
	enqueue_hugetlb_folio(h, folio);
	return true;
}

/* Back to the page allocator. */
static void remove_pool_huge_folio(struct hstate *h, struct folio *folio)
{
	list_del(&folio->lru);
	folio_clear_hugetlb_freed(folio);
	h->free_huge_pages--;
	h->nr_huge_pages--;
	__folio_clear_hugetlb(folio);
	folio_set_count(folio, 1);
	folio_put(folio);
}

static void set_max_huge_pages(struct hstate *h, unsigned long count)
{
	while (h->nr_huge_pages < count && alloc_pool_huge_folio(h))
		;
	while (h->nr_huge_pages > count && h->free_huge_pages > h->resv_huge_pages)
		remove_pool_huge_folio(h, list_entry(h->hugepage_freelist.next, struct folio, lru));
}

static struct folio *alloc_hugetlb_folio(struct vm_area_struct *vma, unsigned long addr,
					 bool cow_from_owner)
{
	bool reserved = vma_has_reservation(vma, addr) && !cow_from_owner;
	bool from_reserves = vma_has_reserves(vma, reserved);
	struct resv_map *resv = vma_resv_map(vma);
	struct hstate *h = &default_hstate;
	struct folio *folio = NULL;

	if (from_reserves || h->free_huge_pages > h->resv_huge_pages)
		folio = dequeue_hugetlb_folio(h);
	if (!folio)
		return ERR_PTR(-ENOSPC);
	if (from_reserves) {
		folio_set_hugetlb_restore_reserve(folio);
		h->resv_huge_pages--;
	}
	folio->_hugetlb_subpool = NULL;
	if (resv)
		region_add(resv, vma_hugecache_offset(vma, addr));
	return folio;
}

void free_huge_folio(struct folio *folio)
{
	struct hstate *h = &default_hstate;

	VM_BUG_ON_FOLIO(folio_ref_count(folio), folio);
	VM_BUG_ON_FOLIO(folio_mapcount(folio), folio);
	folio->_hugetlb_subpool = NULL;
	if (folio_test_anon(folio))
		__ClearPageAnonExclusive(&folio->page);
	folio->mapping = NULL;
	if (folio_test_hugetlb_restore_reserve(folio))
		h->resv_huge_pages++;
	folio_clear_hugetlb_restore_reserve(folio);
	folio_clear_hugetlb_migratable(folio);
	mem_cgroup_uncharge(folio);
	enqueue_hugetlb_folio(h, folio);
}

/* ---- mappings ---- */

void hugetlb_dup_vma_private(struct vm_area_struct *vma)
{
	vma->vm_private_data = NULL;
}

static void hugetlb_vm_op_open(struct vm_area_struct *vma)
{
	if (is_vma_resv_set(vma, HPAGE_RESV_OWNER))
		vma_resv_map(vma)->refs++;
}

/* What was promised and never taken is free again. */
static void hugetlb_vm_op_close(struct vm_area_struct *vma)
{
	pgoff_t start = vma_hugecache_offset(vma, vma->vm_start);
	pgoff_t end = vma_hugecache_offset(vma, vma->vm_end);
	struct resv_map *resv = vma_resv_map(vma);

	if (!is_vma_resv_set(vma, HPAGE_RESV_OWNER))
		return;
	hugetlb_acct_memory(region_count(resv, start, end) - (long)(end - start));
	resv_map_put(resv);
}

static int hugetlb_vm_op_split(struct vm_area_struct *vma, unsigned long addr)
{
	return addr & ~HPAGE_MASK ? -EINVAL : 0;
}

/* Faults of these mappings never come this way. */
static vm_fault_t hugetlb_vm_op_fault(struct vm_fault *vmf)
{
	BUG();
	return 0;
}

const struct vm_operations_struct hugetlb_vm_ops = {
	.fault = hugetlb_vm_op_fault,
	.open = hugetlb_vm_op_open,
	.close = hugetlb_vm_op_close,
	.may_split = hugetlb_vm_op_split,
};

/* ---- counting mappings: the folio as a whole ---- */

static void hugetlb_add_file_rmap(struct folio *folio)
{
	atomic_inc(&folio->_entire_mapcount);
	atomic_inc(&folio->_large_mapcount);
}

static void hugetlb_remove_rmap(struct folio *folio)
{
	atomic_dec(&folio->_entire_mapcount);
	atomic_dec(&folio->_large_mapcount);
}

static void hugetlb_add_new_anon_rmap(struct folio *folio, struct vm_area_struct *vma,
				      unsigned long address)
{
	BUG_ON(address < vma->vm_start || address >= vma->vm_end);
	atomic_set(&folio->_entire_mapcount, 0);
	atomic_set(&folio->_large_mapcount, 0);
	folio_clear_hugetlb_restore_reserve(folio);
	__folio_set_anon(folio, vma, address, true);
	SetPageAnonExclusive(&folio->page);
}

static int hugetlb_try_dup_anon_rmap(struct folio *folio, struct vm_area_struct *vma)
{
	if (PageAnonExclusive(&folio->page)) {
		if (folio_needs_cow_for_dma(vma, folio))
			return -EBUSY;
		ClearPageAnonExclusive(&folio->page);
	}
	hugetlb_add_file_rmap(folio);
	return 0;
}

/* ---- entries ---- */

/* Unlike pte_mkwrite(): an entry that was dirty before stays marked as saved dirty. */
static pte_t huge_pte_mkwrite(pte_t pte)
{
	return pte_mkwrite_novma(pte);
}

static pte_t make_huge_pte(struct vm_area_struct *vma, struct page *page, bool writable)
{
	pte_t entry = pte_set_flags(mk_pte(page, vma->vm_page_prot), _PAGE_PSE);

	if (writable)
		entry = huge_pte_mkwrite(pte_mkdirty(entry));
	else
		entry = pte_wrprotect(entry);
	return pte_mkyoung(entry);
}

static void huge_ptep_set_access_flags(struct vm_area_struct *vma, unsigned long addr, pte_t *ptep,
				       pte_t entry, bool dirty)
{
	if (!pte_same(ptep_get(ptep), entry) && dirty) {
		set_pte_at(vma->vm_mm, addr, ptep, entry);
		flush_tlb_range(vma, addr, addr + HPAGE_SIZE);
	}
}

static void set_huge_ptep_writable(struct vm_area_struct *vma, unsigned long addr, pte_t *ptep)
{
	huge_ptep_set_access_flags(vma, addr, ptep, huge_pte_mkwrite(pte_mkdirty(ptep_get(ptep))),
				   true);
}

static pte_t *huge_pte_alloc(struct mm_struct *mm, unsigned long addr)
{
	pud_t *pud = pud_alloc(mm, pgd_offset(mm, addr), addr);

	return pud ? (pte_t *)pmd_alloc(mm, pud, addr) : NULL;
}

/* ---- unmapping ---- */

/* With @ref_page only that one, so that its owner can have it for itself. */
void __unmap_hugepage_range(struct mmu_gather *tlb, struct vm_area_struct *vma,
			    unsigned long start, unsigned long end, struct page *ref_page)
{
	struct mm_struct *mm = vma->vm_mm;
	unsigned long address;

	BUG_ON((start | end) & ~HPAGE_MASK);
	for (address = start; address < end; address += HPAGE_SIZE) {
		pte_t *ptep = hugetlb_walk(vma, address), pte;
		struct folio *folio;
		struct page *page;
		spinlock_t *ptl;

		if (!ptep || pte_none(ptep_get(ptep)))
			continue;
		ptl = huge_pte_lock(mm, ptep);
		pte = ptep_get(ptep);
		page = pfn_to_page(pte_pfn(pte));
		if (ref_page && page != ref_page) {
			spin_unlock(ptl);
			continue;
		}
		if (ref_page)
			set_vma_resv_flags(vma, HPAGE_RESV_UNMAPPED);
		folio = page_folio(page);
		ptep_get_and_clear(mm, address, ptep);
		if (pte_dirty(pte))
			folio_mark_dirty(folio);
		hugetlb_remove_rmap(folio);
		spin_unlock(ptl);

		/* The owner may want it back: what was promised is promised again. */
		if (is_vma_resv_set(vma, HPAGE_RESV_OWNER) && !folio_mapped(folio) &&
		    folio_test_anon(folio)) {
			folio_set_hugetlb_restore_reserve(folio);
			xa_erase(&vma_resv_map(vma)->regions, vma_hugecache_offset(vma, address));
		}
		__tlb_remove_page(tlb, page, false);
		if (ref_page)
			break;
	}
}

/* The owner of a private mapping needs a page, and a child has the last one: the child loses it. */
static void unmap_ref_private(struct mm_struct *mm, struct vm_area_struct *vma, struct page *page,
			      unsigned long address)
{
	struct address_space *mapping = vma->vm_file->f_mapping;
	pgoff_t pgoff = ((address - vma->vm_start) >> PAGE_SHIFT) + vma->vm_pgoff;
	struct list_head *pos;

	list_for_each(pos, &mapping->i_mmap) {
		struct vm_area_struct *iter = list_entry(pos, struct vm_area_struct, shared.node);
		unsigned long at = iter->vm_start + ((pgoff - iter->vm_pgoff) << PAGE_SHIFT);
		struct mmu_gather tlb;

		if (iter == vma || (iter->vm_flags & VM_MAYSHARE) ||
		    is_vma_resv_set(iter, HPAGE_RESV_OWNER) || pgoff < iter->vm_pgoff ||
		    at >= iter->vm_end)
			continue;
		tlb_gather_mmu(&tlb, iter->vm_mm);
		__unmap_hugepage_range(&tlb, iter, at, at + HPAGE_SIZE, page);
		tlb_finish_mmu(&tlb);
	}
}

/* ---- faults ---- */

/* Called and left with the lock held. */
static vm_fault_t hugetlb_wp(struct vm_fault *vmf)
{
	bool unshare = vmf->flags & FAULT_FLAG_UNSHARE, cow_from_owner;
	struct vm_area_struct *vma = vmf->vma;
	struct mm_struct *mm = vma->vm_mm;
	pte_t pte = ptep_get(vmf->pte);
	struct folio *old_folio, *new_folio;
	struct mmu_notifier_range range;

	if (WARN_ON_ONCE(!unshare && !(vma->vm_flags & VM_WRITE)))
		return VM_FAULT_SIGSEGV;
	if (vma->vm_flags & VM_MAYSHARE) {
		set_huge_ptep_writable(vma, vmf->address, vmf->pte);
		return 0;
	}

	old_folio = page_folio(pfn_to_page(pte_pfn(pte)));
retry_avoidcopy:
	if (folio_mapcount(old_folio) == 1 && folio_test_anon(old_folio)) {
		if (!PageAnonExclusive(&old_folio->page)) {
			folio_move_anon_rmap(old_folio, vma);
			SetPageAnonExclusive(&old_folio->page);
		}
		if (!unshare)
			set_huge_ptep_writable(vma, vmf->address, vmf->pte);
		return 0;
	}

	cow_from_owner = is_vma_resv_set(vma, HPAGE_RESV_OWNER) && folio_test_anon(old_folio);
	folio_get(old_folio);
	spin_unlock(vmf->ptl);
	new_folio = alloc_hugetlb_folio(vma, vmf->address, cow_from_owner);
	if (IS_ERR(new_folio)) {
		if (cow_from_owner) {
			folio_put(old_folio);
			unmap_ref_private(mm, vma, &old_folio->page, vmf->address);
			spin_lock(vmf->ptl);
			goto retry_avoidcopy;
		}
		folio_put(old_folio);
		spin_lock(vmf->ptl);
		return VM_FAULT_SIGBUS;
	}
	if (anon_vma_prepare(vma)) {
		folio_put(new_folio);
		folio_put(old_folio);
		spin_lock(vmf->ptl);
		return VM_FAULT_OOM;
	}
	memcpy(page_address(&new_folio->page), page_address(&old_folio->page), HPAGE_SIZE);
	folio_set_uptodate(new_folio);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, vmf->address,
				vmf->address + HPAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);
	spin_lock(vmf->ptl);
	if (pte_same(ptep_get(vmf->pte), pte)) {
		ptep_get_and_clear(mm, vmf->address, vmf->pte);
		flush_tlb_range(vma, vmf->address, vmf->address + HPAGE_SIZE);
		hugetlb_remove_rmap(old_folio);
		hugetlb_add_new_anon_rmap(new_folio, vma, vmf->address);
		set_pte_at(mm, vmf->address, vmf->pte,
			   make_huge_pte(vma, &new_folio->page, !unshare));
		folio_set_hugetlb_migratable(new_folio);
		new_folio = old_folio;		/* the mapping's reference goes below */
	}
	spin_unlock(vmf->ptl);
	mmu_notifier_invalidate_range_end(&range);
	folio_put(new_folio);
	folio_put(old_folio);
	spin_lock(vmf->ptl);
	return 0;
}

static int hugetlb_add_to_page_cache(struct folio *folio, struct address_space *mapping,
				     pgoff_t idx)
{
	__folio_set_locked(folio);
	folio_ref_add(folio, folio_nr_pages(folio));
	folio->mapping = mapping;
	folio->index = idx << HUGETLB_PAGE_ORDER;
	if (xa_store_range(&mapping->i_pages, folio->index,
			   folio->index + folio_nr_pages(folio) - 1, folio, GFP_KERNEL))
		return -ENOMEM;
	mapping->nrpages += folio_nr_pages(folio);
	folio_clear_hugetlb_restore_reserve(folio);
	folio_mark_dirty(folio);
	mapping->host->i_blocks += HPAGE_SIZE / 512;
	return 0;
}

/* A huge page of one's own, or for the file. Locked; an error pointer if there is none. */
static struct folio *new_huge_page(struct vm_fault *vmf, struct address_space *mapping)
{
	struct vm_area_struct *vma = vmf->vma;
	struct folio *folio;

	if (vmf->pgoff >= (pgoff_t)(i_size_read(mapping->host) >> HPAGE_SHIFT))
		return ERR_PTR(-ENOSPC);
	if (!(vma->vm_flags & VM_MAYSHARE) && anon_vma_prepare(vma))
		return ERR_PTR(-ENOMEM);
	folio = alloc_hugetlb_folio(vma, vmf->address, false);
	if (IS_ERR(folio))
		return folio;
	folio_zero_user(folio, vmf->real_address);
	folio_set_uptodate(folio);
	if (!(vma->vm_flags & VM_MAYSHARE)) {
		folio_lock(folio);
	} else if (hugetlb_add_to_page_cache(folio, mapping, vmf->pgoff)) {
		folio_put(folio);
		return ERR_PTR(-ENOMEM);
	}
	return folio;
}

static vm_fault_t hugetlb_no_page(struct address_space *mapping, struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	struct mm_struct *mm = vma->vm_mm;
	bool new_folio = false, folio_locked = true;
	struct folio *folio;
	vm_fault_t ret = 0;

	if (is_vma_resv_set(vma, HPAGE_RESV_UNMAPPED)) {
		pr_warn("PID %d killed due to inadequate hugepage pool\n", current->pid);
		return VM_FAULT_SIGBUS;
	}
	folio = filemap_get_entry(mapping, vmf->pgoff << HUGETLB_PAGE_ORDER);
	if (folio) {
		folio_lock(folio);
	} else {
		folio = new_huge_page(vmf, mapping);
		if (IS_ERR(folio))
			return PTR_ERR(folio) == -ENOMEM ? VM_FAULT_OOM : VM_FAULT_SIGBUS;
		new_folio = true;
	}

	vmf->ptl = huge_pte_lock(mm, vmf->pte);
	if (!pte_same(ptep_get(vmf->pte), vmf->orig_pte)) {
		spin_unlock(vmf->ptl);
		folio_unlock(folio);
		folio_put(folio);
		return 0;
	}
	if (new_folio && !(vma->vm_flags & VM_MAYSHARE))
		hugetlb_add_new_anon_rmap(folio, vma, vmf->address);
	else
		hugetlb_add_file_rmap(folio);
	set_pte_at(mm, vmf->address, vmf->pte,
		   make_huge_pte(vma, &folio->page,
				 (vma->vm_flags & VM_WRITE) && (vma->vm_flags & VM_SHARED)));
	if ((vmf->flags & FAULT_FLAG_WRITE) && !(vma->vm_flags & VM_SHARED)) {
		if (!folio_test_anon(folio)) {
			folio_locked = false;
			folio_unlock(folio);
		}
		ret = hugetlb_wp(vmf);	/* without another fault */
	}
	if (new_folio)
		folio_set_hugetlb_migratable(folio);
	if (folio_locked)
		folio_unlock(folio);
	spin_unlock(vmf->ptl);
	return ret;
}

vm_fault_t hugetlb_fault(struct mm_struct *mm, struct vm_area_struct *vma, unsigned long address,
			 unsigned int flags)
{
	struct vm_fault vmf = {
		.vma = vma,
		.address = address & HPAGE_MASK,
		.real_address = address,
		.flags = flags,
		.pgoff = vma_hugecache_offset(vma, address & HPAGE_MASK),
	};
	struct folio *folio;
	vm_fault_t ret = 0;
	bool anon;

	vmf.pte = huge_pte_alloc(mm, vmf.address);
	if (!vmf.pte)
		return VM_FAULT_OOM;
	vmf.orig_pte = ptep_get(vmf.pte);
	if (pte_none(vmf.orig_pte))
		return hugetlb_no_page(vma->vm_file->f_mapping, &vmf);

	vmf.ptl = huge_pte_lock(mm, vmf.pte);
	if ((flags & (FAULT_FLAG_WRITE | FAULT_FLAG_UNSHARE)) && !pte_write(vmf.orig_pte)) {
		folio = page_folio(pfn_to_page(pte_pfn(vmf.orig_pte)));
		anon = folio_test_anon(folio);
		if (!anon || folio_trylock(folio)) {
			folio_get(folio);
			ret = hugetlb_wp(&vmf);
			if (anon)
				folio_unlock(folio);
			folio_put(folio);
		}
	} else {
		if (flags & FAULT_FLAG_WRITE)
			vmf.orig_pte = pte_mkdirty(vmf.orig_pte);
		huge_ptep_set_access_flags(vma, vmf.address, vmf.pte, pte_mkyoung(vmf.orig_pte),
					   flags & FAULT_FLAG_WRITE);
	}
	spin_unlock(vmf.ptl);
	return ret;
}

/* ---- rights, and fork ---- */

void hugetlb_change_protection(struct vm_area_struct *vma, unsigned long start, unsigned long end)
{
	struct mmu_notifier_range range;
	unsigned long address;

	mmu_notifier_range_init(&range, MMU_NOTIFY_PROTECTION_VMA, 0, vma->vm_mm, start, end);
	mmu_notifier_invalidate_range_start(&range);
	for (address = start; address < end; address += HPAGE_SIZE) {
		pte_t *ptep = hugetlb_walk(vma, address), pte;
		spinlock_t *ptl;

		if (!ptep)
			continue;
		ptl = huge_pte_lock(vma->vm_mm, ptep);
		if (!pte_none(ptep_get(ptep))) {
			pte = ptep_get_and_clear(vma->vm_mm, address, ptep);
			pte = pte_set_flags(pte_modify(pte, vma->vm_page_prot), _PAGE_PSE);
			set_pte_at(vma->vm_mm, address, ptep, pte);
		}
		spin_unlock(ptl);
	}
	flush_tlb_range(vma, start, end);
	mmu_notifier_invalidate_range_end(&range);
}

/* One huge page of the parent's for the child; -EBUSY if the child needs a copy at once. */
static int copy_huge_pte(struct vm_area_struct *dst_vma, struct vm_area_struct *src_vma,
			 pte_t *dst_pte, pte_t *src_pte, unsigned long addr)
{
	struct folio *folio;
	pte_t entry;

	entry = ptep_get(src_pte);
	folio = page_folio(pfn_to_page(pte_pfn(entry)));
	folio_get(folio);
	if (!folio_test_anon(folio)) {
		hugetlb_add_file_rmap(folio);
	} else if (hugetlb_try_dup_anon_rmap(folio, src_vma)) {
		folio_put(folio);
		return -EBUSY;
	}
	if (is_cow_mapping(src_vma->vm_flags)) {
		entry = pte_wrprotect(entry);
		set_pte_at(src_vma->vm_mm, addr, src_pte, entry);
	}
	set_pte_at(dst_vma->vm_mm, addr, dst_pte, entry);
	return 0;
}

/* A pinned huge page stays the parent's own. */
static int copy_pinned_huge_page(struct vm_area_struct *dst_vma, pte_t *dst_pte,
				 struct folio *folio, unsigned long addr)
{
	struct folio *new_folio = alloc_hugetlb_folio(dst_vma, addr, false);
	pte_t pte;

	if (IS_ERR(new_folio))
		return -ENOMEM;
	memcpy(page_address(&new_folio->page), page_address(&folio->page), HPAGE_SIZE);
	folio_set_uptodate(new_folio);
	hugetlb_add_new_anon_rmap(new_folio, dst_vma, addr);
	pte = make_huge_pte(dst_vma, &new_folio->page, true);
	set_pte_at(dst_vma->vm_mm, addr, dst_pte, pte);
	folio_set_hugetlb_migratable(new_folio);
	return 0;
}

int copy_hugetlb_page_range(struct vm_area_struct *dst_vma, struct vm_area_struct *src_vma)
{
	struct mm_struct *src = src_vma->vm_mm, *dst = dst_vma->vm_mm;
	bool cow = is_cow_mapping(src_vma->vm_flags);
	struct mmu_notifier_range range;
	unsigned long addr;
	int ret = 0;

	if (cow) {
		mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, src, src_vma->vm_start,
					src_vma->vm_end);
		mmu_notifier_invalidate_range_start(&range);
	}
	for (addr = src_vma->vm_start; !ret && addr < src_vma->vm_end; addr += HPAGE_SIZE) {
		pte_t *src_pte = hugetlb_walk(src_vma, addr), *dst_pte;
		spinlock_t *ptl;

		if (!src_pte || pte_none(ptep_get(src_pte)))
			continue;
		dst_pte = huge_pte_alloc(dst, addr);
		if (!dst_pte) {
			ret = -ENOMEM;
			break;
		}
		ptl = huge_pte_lock(src, src_pte);
		ret = copy_huge_pte(dst_vma, src_vma, dst_pte, src_pte, addr);
		spin_unlock(ptl);
		if (ret == -EBUSY)
			ret = copy_pinned_huge_page(dst_vma, dst_pte, page_folio(pfn_to_page(
						    pte_pfn(ptep_get(src_pte)))), addr);
	}
	if (cow)
		mmu_notifier_invalidate_range_end(&range);
	return ret;
}

/* ---- how many there are ---- */

static ssize_t nr_hugepages_read(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	char text[24];
	unsigned int i = sizeof(text) - 1, length;
	unsigned long value = default_hstate.nr_huge_pages;

	if (*pos)
		return 0;
	text[i] = '\n';
	do
		text[--i] = '0' + value % 10;
	while (value /= 10);
	length = min(sizeof(text) - i, count);
	if (copy_to_user(buf, text + i, length))
		return -EFAULT;
	*pos += length;
	return length;
}

static ssize_t nr_hugepages_write(struct file *file, const char __user *buf, size_t count,
				  loff_t *pos)
{
	unsigned long value = 0;
	size_t i;
	char c;

	for (i = 0; i < count; i++) {
		if (copy_from_user(&c, buf + i, 1))
			return -EFAULT;
		if (c < '0' || c > '9')
			break;
		value = value * 10 + (c - '0');
	}
	if (!i)
		return -EINVAL;
	set_max_huge_pages(&default_hstate, value);
	return count;
}

static const struct file_operations nr_hugepages_fops = {
	.read = nr_hugepages_read,
	.write = nr_hugepages_write,
};

static struct cdev nr_hugepages_file;

void hugetlb_init(void)
{
#ifdef CONFIG_HUGETLB_BOOT_PAGES
	set_max_huge_pages(&default_hstate, CONFIG_HUGETLB_BOOT_PAGES);
#endif
	proc_create(&nr_hugepages_file, &nr_hugepages_fops, "sys/vm/nr_hugepages");
}
