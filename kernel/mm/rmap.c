// SPDX-License-Identifier: GPL-2.0-or-later
/* Reverse mapping: of anonymous pages through their anon_vma, of others through their file. */
#include <linux/fs.h>
#include <linux/mmu_notifier.h>
#include <linux/pagemap.h>
#include <linux/rmap.h>
#include <linux/slab.h>
#include <linux/swapops.h>
#include "internal.h"

/* ---- anon_vmas and their mappings ---- */

static struct anon_vma *anon_vma_alloc(void)
{
	struct anon_vma *anon_vma = kzalloc(sizeof(*anon_vma), GFP_KERNEL);

	if (!anon_vma)
		return NULL;
	anon_vma->root = anon_vma;
	anon_vma->parent = anon_vma;
	atomic_set(&anon_vma->refcount, 1);
	INIT_LIST_HEAD(&anon_vma->chains);
	return anon_vma;
}

static void put_anon_vma(struct anon_vma *anon_vma)
{
	struct anon_vma *root = anon_vma->root;

	if (!atomic_dec_and_test(&anon_vma->refcount))
		return;
	kfree(anon_vma);
	if (root != anon_vma)
		put_anon_vma(root);
}

static int anon_vma_chain_link(struct vm_area_struct *vma, struct anon_vma *anon_vma)
{
	struct anon_vma_chain *avc = kzalloc(sizeof(*avc), GFP_KERNEL);

	if (!avc)
		return -ENOMEM;
	avc->vma = vma;
	avc->anon_vma = anon_vma;
	list_add(&avc->same_vma, &vma->anon_vma_chain);
	list_add_tail(&avc->same_anon_vma, &anon_vma->chains);
	return 0;
}

/* The first page of a mapping comes in: from now on its pages lead to this anon_vma. */
int __anon_vma_prepare(struct vm_area_struct *vma)
{
	struct anon_vma *anon_vma = find_mergeable_anon_vma(vma), *allocated = NULL;

	if (!anon_vma) {
		anon_vma = allocated = anon_vma_alloc();
		if (!anon_vma)
			return -ENOMEM;
		anon_vma->num_children++;	/* its own parent */
	}
	if (anon_vma_chain_link(vma, anon_vma)) {
		if (allocated)
			put_anon_vma(allocated);
		return -ENOMEM;
	}
	vma->anon_vma = anon_vma;
	anon_vma->num_active_vmas++;
	return 0;
}

/*
 * Pages of @src can be found in @dst too. A @dst without an anon_vma of its own takes over one that no
 * mapping uses any more and that only one other descends from: else a chain of processes that fork
 * and exit would make the list longer each time.
 */
int anon_vma_clone(struct vm_area_struct *dst, struct vm_area_struct *src)
{
	struct list_head *pos;

	for (pos = src->anon_vma_chain.prev; pos != &src->anon_vma_chain; pos = pos->prev) {
		struct anon_vma *anon_vma = list_entry(pos, struct anon_vma_chain,
						       same_vma)->anon_vma;

		if (anon_vma_chain_link(dst, anon_vma)) {
			dst->anon_vma = NULL;
			unlink_anon_vmas(dst);
			return -ENOMEM;
		}
		if (!dst->anon_vma && src->anon_vma && anon_vma->num_children < 2 &&
		    !anon_vma->num_active_vmas)
			dst->anon_vma = anon_vma;
	}
	if (dst->anon_vma)
		dst->anon_vma->num_active_vmas++;
	return 0;
}

/* A child's mapping: the parent's pages are found in it, its own new ones only there. */
int anon_vma_fork(struct vm_area_struct *vma, struct vm_area_struct *pvma)
{
	struct anon_vma *anon_vma;

	if (!pvma->anon_vma)
		return 0;
	vma->anon_vma = NULL;
	if (anon_vma_clone(vma, pvma))
		return -ENOMEM;
	if (vma->anon_vma)
		return 0;
	anon_vma = anon_vma_alloc();
	if (!anon_vma)
		goto out_error;
	anon_vma->num_active_vmas++;
	if (anon_vma_chain_link(vma, anon_vma)) {
		put_anon_vma(anon_vma);
		goto out_error;
	}
	anon_vma->root = pvma->anon_vma->root;
	anon_vma->parent = pvma->anon_vma;
	atomic_inc(&anon_vma->root->refcount);
	anon_vma->parent->num_children++;
	vma->anon_vma = anon_vma;
	return 0;
out_error:
	unlink_anon_vmas(vma);
	return -ENOMEM;
}

void unlink_anon_vmas(struct vm_area_struct *vma)
{
	if (vma->anon_vma)
		vma->anon_vma->num_active_vmas--;
	while (!list_empty(&vma->anon_vma_chain)) {
		struct anon_vma_chain *avc = list_entry(vma->anon_vma_chain.next,
							struct anon_vma_chain, same_vma);
		struct anon_vma *anon_vma = avc->anon_vma;

		list_del(&avc->same_vma);
		list_del(&avc->same_anon_vma);
		kfree(avc);
		if (list_empty(&anon_vma->chains)) {
			anon_vma->parent->num_children--;
			put_anon_vma(anon_vma);
		}
	}
	vma->anon_vma = NULL;
}

/* ---- counting mappings ---- */

static void __folio_set_anon(struct folio *folio, struct vm_area_struct *vma,
			     unsigned long address, bool exclusive)
{
	struct anon_vma *anon_vma = exclusive ? vma->anon_vma : vma->anon_vma->root;

	folio->mapping = (struct address_space *)((unsigned long)anon_vma + PAGE_MAPPING_ANON);
	folio->index = linear_page_index(vma, address);
}

/* A page that nobody else knows yet. */
void folio_add_new_anon_rmap(struct folio *folio, struct vm_area_struct *vma,
			     unsigned long address, rmap_t flags)
{
	bool exclusive = flags & RMAP_EXCLUSIVE;

	VM_BUG_ON(address < vma->vm_start || address >= vma->vm_end);
	if (!folio_test_swapbacked(folio))
		folio_set_swapbacked(folio);
	__folio_set_anon(folio, vma, address, exclusive);
	atomic_set(&folio->_mapcount, 0);
	if (exclusive)
		SetPageAnonExclusive(&folio->page);
}

void folio_add_anon_rmap_pte(struct folio *folio, struct page *page, struct vm_area_struct *vma,
			     unsigned long address, rmap_t flags)
{
	VM_BUG_ON_FOLIO(!folio_test_anon(folio), folio);
	VM_BUG_ON_FOLIO(folio->index != linear_page_index(vma, address), folio);
	atomic_inc(&page->_mapcount);
	if (flags & RMAP_EXCLUSIVE)
		SetPageAnonExclusive(page);
	mlock_vma_folio(folio, vma);
}

void folio_add_file_rmap_pte(struct folio *folio, struct page *page, struct vm_area_struct *vma)
{
	VM_BUG_ON_FOLIO(folio_test_anon(folio), folio);
	atomic_inc(&page->_mapcount);
	mlock_vma_folio(folio, vma);
}

/* Nobody else has the folio any more: it belongs to the mapping as if it had begun there. */
void folio_move_anon_rmap(struct folio *folio, struct vm_area_struct *vma)
{
	VM_BUG_ON_FOLIO(!folio_test_locked(folio), folio);
	VM_BUG_ON(!vma->anon_vma);
	WRITE_ONCE(folio->mapping, (struct address_space *)((unsigned long)vma->anon_vma +
							    PAGE_MAPPING_ANON));
}

void folio_remove_rmap_pte(struct folio *folio, struct page *page, struct vm_area_struct *vma)
{
	VM_BUG_ON_PAGE(atomic_read(&page->_mapcount) < 0, page);
	atomic_dec(&page->_mapcount);
	if (vma->vm_flags & VM_LOCKED)
		munlock_folio(folio);
}

/* Before an exclusive page becomes findable by others; not while it is pinned. */
int folio_try_share_anon_rmap_pte(struct folio *folio, struct page *page)
{
	VM_BUG_ON_PAGE(!PageAnonExclusive(page), page);
	if (!folio_is_device_private(folio) && folio_maybe_dma_pinned(folio))
		return -EBUSY;
	ClearPageAnonExclusive(page);
	return 0;
}

/* A second process maps the page: from now on a write has to copy it. */
int folio_try_dup_anon_rmap_pte(struct folio *folio, struct page *page,
				struct vm_area_struct *src_vma)
{
	if (PageAnonExclusive(page)) {
		if (!folio_is_device_private(folio) && folio_needs_cow_for_dma(src_vma, folio))
			return -EBUSY;
		ClearPageAnonExclusive(page);
	}
	atomic_inc(&page->_mapcount);
	return 0;
}

/* ---- finding mappings ---- */

/* Where the folio would be in the mapping; false if the mapping does not show that part. */
static bool vma_address(struct folio *folio, struct vm_area_struct *vma, unsigned long *address)
{
	if (folio->index < vma->vm_pgoff)
		return false;
	*address = vma->vm_start + ((folio->index - vma->vm_pgoff) << PAGE_SHIFT);
	return *address >= vma->vm_start && *address < vma->vm_end;
}

static void rmap_walk_anon(struct folio *folio, struct rmap_walk_control *rwc)
{
	struct anon_vma *anon_vma = folio_anon_vma(folio);
	struct list_head *pos, *next;
	unsigned long address;

	if (!anon_vma)
		return;
	for (pos = anon_vma->chains.next; pos != &anon_vma->chains; pos = next) {
		struct vm_area_struct *vma = list_entry(pos, struct anon_vma_chain,
							same_anon_vma)->vma;

		next = pos->next;
		if (vma_address(folio, vma, &address) &&
		    !rwc->rmap_one(folio, vma, address, rwc->arg))
			return;
	}
}

static void rmap_walk_file(struct folio *folio, struct rmap_walk_control *rwc)
{
	struct address_space *mapping = folio_mapping(folio);
	unsigned long address;
	struct list_head *pos;

	VM_BUG_ON_FOLIO(!folio_test_locked(folio), folio);
	if (!mapping)
		return;
	list_for_each(pos, &mapping->i_mmap) {
		struct vm_area_struct *vma = list_entry(pos, struct vm_area_struct, shared.node);

		if (vma_address(folio, vma, &address) &&
		    !rwc->rmap_one(folio, vma, address, rwc->arg))
			return;
	}
}

void rmap_walk(struct folio *folio, struct rmap_walk_control *rwc)
{
	if (folio_test_anon(folio))
		rmap_walk_anon(folio, rwc);
	else
		rmap_walk_file(folio, rwc);
}

/* Whether an entry is one of the folio: present, or a special entry that counts as a mapping. */
static bool check_pte(pte_t pte, unsigned long pfn, bool migration)
{
	swp_entry_t entry;

	if (pte_present(pte))
		return !migration && pte_pfn(pte) == pfn;
	if (pte_none(pte))
		return false;
	entry = pte_to_swp_entry(pte);
	if (is_migration_entry(entry) != migration || !is_pfn_swap_entry(entry))
		return false;
	return swp_offset_pfn(entry) == pfn;
}

pte_t *page_vma_mapped_pte(struct folio *folio, struct vm_area_struct *vma, unsigned long addr,
			   unsigned int flags, spinlock_t **ptlp)
{
	pmd_t *pmd = mm_find_pmd(vma->vm_mm, addr);
	pte_t *pte = pmd ? pte_offset_map_lock(vma->vm_mm, pmd, addr, ptlp) : NULL;

	if (!pte)
		return NULL;
	if (check_pte(ptep_get(pte), folio_pfn(folio), flags & PVMW_MIGRATION))
		return pte;
	pte_unmap_unlock(pte, *ptlp);
	return NULL;
}

/* ---- migration entries ---- */

static bool try_to_migrate_one(struct folio *folio, struct vm_area_struct *vma,
			       unsigned long address, void *arg)
{
	struct mm_struct *mm = vma->vm_mm;
	struct mmu_notifier_range range;
	struct page *subpage = &folio->page;
	bool anon_exclusive, ret = true;
	swp_entry_t entry;
	pte_t *ptep, pteval, swp_pte;
	spinlock_t *ptl;
	bool writable;

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, address, address + PAGE_SIZE);
	mmu_notifier_invalidate_range_start(&range);

	ptep = page_vma_mapped_pte(folio, vma, address, 0, &ptl);
	if (!ptep)
		goto out;
	anon_exclusive = folio_test_anon(folio) && PageAnonExclusive(subpage);
	pteval = ptep_clear_flush(vma, address, ptep);

	/* Also of a private device entry, whose highest offset bit stands where that of dirty is. */
	if (pte_dirty(pteval))
		folio_mark_dirty(folio);

	if (anon_exclusive && folio_try_share_anon_rmap_pte(folio, subpage)) {
		set_pte_at(mm, address, ptep, pteval);
		ret = false;
		goto unlock;
	}

	if (pte_present(pteval))
		writable = pte_write(pteval);
	else
		writable = is_writable_device_private_entry(pte_to_swp_entry(pteval));
	if (writable)
		entry = make_writable_migration_entry(folio_pfn(folio));
	else if (anon_exclusive)
		entry = make_readable_exclusive_migration_entry(folio_pfn(folio));
	else
		entry = make_readable_migration_entry(folio_pfn(folio));
	if (pte_present(pteval)) {
		if (pte_young(pteval))
			entry = make_migration_entry_young(entry);
		if (pte_dirty(pteval))
			entry = make_migration_entry_dirty(entry);
	}
	swp_pte = swp_entry_to_pte(entry);
	if (pte_present(pteval) ? pte_soft_dirty(pteval) : pte_swp_soft_dirty(pteval))
		swp_pte = pte_swp_mksoft_dirty(swp_pte);
	set_pte_at(mm, address, ptep, swp_pte);

	folio_remove_rmap_pte(folio, subpage, vma);
	folio_put(folio);
unlock:
	pte_unmap_unlock(ptep, ptl);
out:
	mmu_notifier_invalidate_range_end(&range);
	return ret;
}

/* Replaces all mappings of a locked folio by migration entries. */
void try_to_migrate(struct folio *folio, unsigned int flags)
{
	struct rmap_walk_control rwc = {
		.rmap_one = try_to_migrate_one,
	};

	rmap_walk(folio, &rwc);
}

/* ---- exclusive access for a device ---- */

struct make_exclusive_args {
	struct mm_struct *mm;
	unsigned long address;
	void *owner;
	bool valid;
};

static bool page_make_device_exclusive_one(struct folio *folio, struct vm_area_struct *vma,
					   unsigned long address, void *priv)
{
	struct make_exclusive_args *args = priv;
	struct mm_struct *mm = vma->vm_mm;
	struct mmu_notifier_range range;
	struct page *subpage = &folio->page;
	pte_t *ptep, pteval, swp_pte;
	swp_entry_t entry;
	spinlock_t *ptl;

	mmu_notifier_range_init_owner(&range, MMU_NOTIFY_EXCLUSIVE, 0, mm, address,
				      min(vma->vm_end, address + PAGE_SIZE), args->owner);
	mmu_notifier_invalidate_range_start(&range);

	ptep = page_vma_mapped_pte(folio, vma, address, 0, &ptl);
	if (!ptep)
		goto out;
	if (!pte_present(ptep_get(ptep))) {
		pte_unmap_unlock(ptep, ptl);
		mmu_notifier_invalidate_range_end(&range);
		return false;
	}

	pteval = ptep_clear_flush(vma, address, ptep);
	if (pte_dirty(pteval))
		folio_mark_dirty(folio);
	if (args->mm == mm && args->address == address && pte_write(pteval))
		args->valid = true;

	if (pte_write(pteval))
		entry = make_writable_device_exclusive_entry(page_to_pfn(subpage));
	else
		entry = make_readable_device_exclusive_entry(page_to_pfn(subpage));
	swp_pte = swp_entry_to_pte(entry);
	if (pte_soft_dirty(pteval))
		swp_pte = pte_swp_mksoft_dirty(swp_pte);
	set_pte_at(mm, address, ptep, swp_pte);

	/* The entry keeps the mapping's reference. */
	folio_remove_rmap_pte(folio, subpage, vma);
	pte_unmap_unlock(ptep, ptl);
out:
	mmu_notifier_invalidate_range_end(&range);
	return true;
}

static bool folio_make_device_exclusive(struct folio *folio, struct mm_struct *mm,
					unsigned long address, void *owner)
{
	struct make_exclusive_args args = {
		.mm = mm,
		.address = address,
		.owner = owner,
	};
	struct rmap_walk_control rwc = {
		.rmap_one = page_make_device_exclusive_one,
		.arg = &args,
	};

	if (!folio_test_anon(folio))
		return false;
	rmap_walk(folio, &rwc);
	return args.valid && !folio_mapcount(folio);
}

/*
 * Takes the CPU's access to a range away, for a device that needs atomic access of its own. Fills
 * in the pages, locked and with a reference; a page that could not be had is NULL.
 */
int make_device_exclusive_range(struct mm_struct *mm, unsigned long start, unsigned long end,
				struct page **pages, void *owner)
{
	long npages = (end - start) >> PAGE_SHIFT;
	long i;

	npages = get_user_pages_remote(mm, start, npages, FOLL_GET | FOLL_WRITE, pages);
	for (i = 0; i < npages; i++, start += PAGE_SIZE) {
		struct folio *folio = page_folio(pages[i]);

		if (PageTail(pages[i]) || !folio_trylock(folio)) {
			folio_put(folio);
			pages[i] = NULL;
			continue;
		}
		if (!folio_make_device_exclusive(folio, mm, start, owner)) {
			folio_unlock(folio);
			folio_put(folio);
			pages[i] = NULL;
		}
	}
	return npages;
}
