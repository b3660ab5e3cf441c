// SPDX-License-Identifier: GPL-2.0-or-later
/* Reverse mapping: of anonymous pages through their anon_vma, of others through their file. */
#include <linux/fs.h>
#include <linux/huge_mm.h>
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

void __folio_set_anon(struct folio *folio, struct vm_area_struct *vma,
			     unsigned long address, bool exclusive)
{
	struct anon_vma *anon_vma = exclusive ? vma->anon_vma : vma->anon_vma->root;

	folio->mapping = (struct address_space *)((unsigned long)anon_vma + PAGE_MAPPING_ANON);
	folio->index = linear_page_index(vma, address);
}

/* Only this process has the folio: its rmap need not search in others any more. */
void folio_move_anon_rmap(struct folio *folio, struct vm_area_struct *vma)
{
	VM_BUG_ON_FOLIO(!folio_test_locked(folio), folio);
	VM_BUG_ON(!vma->anon_vma);
	WRITE_ONCE(folio->mapping, (struct address_space *)((unsigned long)vma->anon_vma +
							    PAGE_MAPPING_ANON));
}

/*
 * Each mapping of a page by a PTE counts in its _mapcount, one of a large folio by a PMD in
 * _entire_mapcount; all of them count in _large_mapcount. _nr_pages_mapped says how many pages
 * of the folio are mapped by PTEs, however often, and whether it is mapped as a whole.
 */
static void __folio_add_rmap(struct folio *folio, struct page *page, int nr_pages,
			     enum rmap_level level)
{
	int i, first = 0;

	VM_BUG_ON_FOLIO(page_folio(page + nr_pages - 1) != folio, folio);
	if (level == RMAP_LEVEL_PMD) {
		if (atomic_inc_and_test(&folio->_entire_mapcount))
			atomic_add(ENTIRELY_MAPPED, &folio->_nr_pages_mapped);
		atomic_inc(&folio->_large_mapcount);
		return;
	}
	if (!folio_test_large(folio)) {
		atomic_inc(&folio->_mapcount);
		return;
	}
	for (i = 0; i < nr_pages; i++)
		first += atomic_inc_and_test(&page[i]._mapcount);
	if (first)
		atomic_add(first, &folio->_nr_pages_mapped);
	atomic_add(nr_pages, &folio->_large_mapcount);
}

static void __folio_add_anon_rmap(struct folio *folio, struct page *page, int nr_pages,
				  struct vm_area_struct *vma, unsigned long address, rmap_t flags,
				  enum rmap_level level)
{
	int i;

	VM_BUG_ON_FOLIO(!folio_test_anon(folio), folio);
	__folio_add_rmap(folio, page, nr_pages, level);
	VM_BUG_ON_FOLIO(folio_anon_vma(folio)->root != vma->anon_vma->root, folio);
	VM_BUG_ON_PAGE(folio->index + folio_page_idx(folio, page) !=
		       linear_page_index(vma, address), page);
	if (flags & RMAP_EXCLUSIVE)
		for (i = 0; i < (level == RMAP_LEVEL_PMD ? 1 : nr_pages); i++)
			SetPageAnonExclusive(page + i);

	/* Whether a large folio lies in the mapping as a whole is found out by mlock() only. */
	if (!folio_test_large(folio))
		mlock_vma_folio(folio, vma);
}

void folio_add_anon_rmap_ptes(struct folio *folio, struct page *page, int nr_pages,
			      struct vm_area_struct *vma, unsigned long address, rmap_t flags)
{
	__folio_add_anon_rmap(folio, page, nr_pages, vma, address, flags, RMAP_LEVEL_PTE);
}

void folio_add_anon_rmap_pmd(struct folio *folio, struct page *page, struct vm_area_struct *vma,
			     unsigned long address, rmap_t flags)
{
	__folio_add_anon_rmap(folio, page, HPAGE_PMD_NR, vma, address, flags, RMAP_LEVEL_PMD);
}

static void __folio_add_file_rmap(struct folio *folio, struct page *page, int nr_pages,
				  struct vm_area_struct *vma, enum rmap_level level)
{
	VM_BUG_ON_FOLIO(folio_test_anon(folio), folio);
	__folio_add_rmap(folio, page, nr_pages, level);
	if (!folio_test_large(folio))
		mlock_vma_folio(folio, vma);
}

void folio_add_file_rmap_ptes(struct folio *folio, struct page *page, int nr_pages,
			      struct vm_area_struct *vma)
{
	__folio_add_file_rmap(folio, page, nr_pages, vma, RMAP_LEVEL_PTE);
}

void folio_add_file_rmap_pmd(struct folio *folio, struct page *page, struct vm_area_struct *vma)
{
	__folio_add_file_rmap(folio, page, HPAGE_PMD_NR, vma, RMAP_LEVEL_PMD);
}

/* A folio that nobody else knows yet. */
void folio_add_new_anon_rmap(struct folio *folio, struct vm_area_struct *vma,
			     unsigned long address, rmap_t flags)
{
	bool exclusive = flags & RMAP_EXCLUSIVE;

	VM_BUG_ON(address < vma->vm_start || address + folio_size(folio) > vma->vm_end);
	if (!folio_test_swapbacked(folio))
		folio_set_swapbacked(folio);
	__folio_set_anon(folio, vma, address, exclusive);
	if (!folio_test_large(folio)) {
		atomic_set(&folio->_mapcount, 0);
	} else {
		VM_BUG_ON_FOLIO(!folio_test_pmd_mappable(folio), folio);
		atomic_set(&folio->_entire_mapcount, 0);
		atomic_set(&folio->_large_mapcount, 0);
		atomic_set(&folio->_nr_pages_mapped, ENTIRELY_MAPPED);
	}
	if (exclusive)
		SetPageAnonExclusive(&folio->page);
}

static void __folio_remove_rmap(struct folio *folio, struct page *page, int nr_pages,
				struct vm_area_struct *vma, enum rmap_level level)
{
	atomic_t *mapped = &folio->_nr_pages_mapped;
	bool partially_mapped = false;
	int i, last = 0;

	VM_BUG_ON_FOLIO(page_folio(page + nr_pages - 1) != folio, folio);
	if (level == RMAP_LEVEL_PMD) {
		atomic_dec(&folio->_large_mapcount);
		if (atomic_add_negative(-1, &folio->_entire_mapcount)) {
			atomic_sub(ENTIRELY_MAPPED, mapped);
			last = folio_nr_pages(folio) - atomic_read(mapped);
			partially_mapped = last && atomic_read(mapped);
		}
	} else if (!folio_test_large(folio)) {
		VM_BUG_ON_PAGE(atomic_read(&page->_mapcount) < 0, page);
		atomic_dec(&folio->_mapcount);
	} else {
		atomic_sub(nr_pages, &folio->_large_mapcount);
		for (i = 0; i < nr_pages; i++) {
			VM_BUG_ON_PAGE(atomic_read(&page[i]._mapcount) < 0, page + i);
			last += atomic_add_negative(-1, &page[i]._mapcount);
		}
		if (last) {
			atomic_sub(last, mapped);
			partially_mapped = atomic_read(mapped) &&
				atomic_read(mapped) < ENTIRELY_MAPPED;
		}
	}

	/* Some pages are in use, others are not: splitting the folio would free these. */
	if (partially_mapped && folio_test_anon(folio) && !folio_test_partially_mapped(folio))
		deferred_split_folio(folio, true);

	munlock_vma_folio(folio, vma);
}

void folio_remove_rmap_ptes(struct folio *folio, struct page *page, int nr_pages,
			    struct vm_area_struct *vma)
{
	__folio_remove_rmap(folio, page, nr_pages, vma, RMAP_LEVEL_PTE);
}

void folio_remove_rmap_pmd(struct folio *folio, struct page *page, struct vm_area_struct *vma)
{
	__folio_remove_rmap(folio, page, HPAGE_PMD_NR, vma, RMAP_LEVEL_PMD);
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

int folio_try_share_anon_rmap_pmd(struct folio *folio, struct page *page)
{
	return folio_try_share_anon_rmap_pte(folio, page);
}

/* A second process maps the page: from now on a write has to copy it. */
static int __folio_try_dup_anon_rmap(struct folio *folio, struct page *page,
				     struct vm_area_struct *src_vma, enum rmap_level level)
{
	if (PageAnonExclusive(page)) {
		if (!folio_is_device_private(folio) && folio_needs_cow_for_dma(src_vma, folio))
			return -EBUSY;
		ClearPageAnonExclusive(page);
	}
	if (level == RMAP_LEVEL_PMD)
		atomic_inc(&folio->_entire_mapcount);
	else
		atomic_inc(&page->_mapcount);
	if (folio_test_large(folio))
		atomic_inc(&folio->_large_mapcount);
	return 0;
}

int folio_try_dup_anon_rmap_pte(struct folio *folio, struct page *page,
				struct vm_area_struct *src_vma)
{
	return __folio_try_dup_anon_rmap(folio, page, src_vma, RMAP_LEVEL_PTE);
}

int folio_try_dup_anon_rmap_pmd(struct folio *folio, struct page *page,
				struct vm_area_struct *src_vma)
{
	return __folio_try_dup_anon_rmap(folio, page, src_vma, RMAP_LEVEL_PMD);
}

/* ---- finding mappings ---- */

/* True if the walk goes on behind this mapping. */
static bool rmap_walk_vma(struct folio *folio, struct vm_area_struct *vma,
			  struct rmap_walk_control *rwc)
{
	unsigned long address = vma_address(vma, folio_pgoff(folio), folio_nr_pages(folio));

	if (!address)
		return true;
	if (!rwc->rmap_one(folio, vma, address, rwc->arg))
		return false;
	return !rwc->done || !rwc->done(folio);
}

static void rmap_walk_anon(struct folio *folio, struct rmap_walk_control *rwc)
{
	struct anon_vma *anon_vma = folio_anon_vma(folio);
	struct list_head *pos, *next;

	if (!anon_vma)
		return;
	for (pos = anon_vma->chains.next; pos != &anon_vma->chains; pos = next) {
		struct vm_area_struct *vma = list_entry(pos, struct anon_vma_chain,
							same_anon_vma)->vma;

		next = pos->next;
		if (!rmap_walk_vma(folio, vma, rwc))
			return;
	}
}

static void rmap_walk_file(struct folio *folio, struct rmap_walk_control *rwc)
{
	struct address_space *mapping = folio_mapping(folio);
	struct list_head *pos;

	VM_BUG_ON_FOLIO(!folio_test_locked(folio), folio);
	if (!mapping)
		return;
	list_for_each(pos, &mapping->i_mmap)
		if (!rmap_walk_vma(folio, list_entry(pos, struct vm_area_struct, shared.node), rwc))
			return;
}

void rmap_walk(struct folio *folio, struct rmap_walk_control *rwc)
{
	if (folio_test_anon(folio))
		rmap_walk_anon(folio, rwc);
	else
		rmap_walk_file(folio, rwc);
}

/* ---- migration entries ---- */

/* The migration entry that takes the place of @pteval, an entry of one page. */
static pte_t migration_pte(struct page *page, pte_t pteval, bool anon_exclusive, bool is_private)
{
	swp_entry_t entry;
	pte_t swp_pte;
	bool writable;

	if (is_private)
		writable = is_writable_device_private_entry(pte_to_swp_entry(pteval));
	else
		writable = pte_write(pteval);
	if (writable)
		entry = make_writable_migration_entry(page_to_pfn(page));
	else if (anon_exclusive)
		entry = make_readable_exclusive_migration_entry(page_to_pfn(page));
	else
		entry = make_readable_migration_entry(page_to_pfn(page));
	if (!is_private) {
		if (pte_young(pteval))
			entry = make_migration_entry_young(entry);
		if (pte_dirty(pteval))
			entry = make_migration_entry_dirty(entry);
	}
	swp_pte = swp_entry_to_pte(entry);
	if (is_private ? pte_swp_soft_dirty(pteval) : pte_soft_dirty(pteval))
		swp_pte = pte_swp_mksoft_dirty(swp_pte);
	return swp_pte;
}

static bool try_to_migrate_one(struct folio *folio, struct vm_area_struct *vma,
			       unsigned long address, void *arg)
{
	enum ttu_flags flags = (enum ttu_flags)(long)arg;
	struct mm_struct *mm = vma->vm_mm;
	bool is_private = folio_is_device_private(folio);
	DEFINE_FOLIO_VMA_WALK(pvmw, folio, vma, address, 0);
	struct mmu_notifier_range range;
	bool ret = true;

	if (flags & TTU_SYNC)
		pvmw.flags = PVMW_SYNC;

	/* The one caller that asks for it wants the PTEs to be migration entries at once. */
	if (flags & TTU_SPLIT_HUGE_PMD)
		split_huge_pmd_address(vma, address, true, folio);

	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, address, vma_address_end(&pvmw));
	mmu_notifier_invalidate_range_start(&range);

	while (page_vma_mapped_walk(&pvmw)) {
		struct page *subpage = &folio->page;
		bool anon_exclusive;
		pte_t pteval;

		if (!pvmw.pte) {
			subpage = folio_page(folio, pmd_pfn(*pvmw.pmd) - folio_pfn(folio));
			if (set_pmd_migration_entry(&pvmw, subpage)) {
				ret = false;
				page_vma_mapped_walk_done(&pvmw);
				break;
			}
			continue;
		}

		/* Device pages come one by one, and their entries need not be present. */
		if (!folio_is_zone_device(folio))
			subpage = folio_page(folio, pte_pfn(ptep_get(pvmw.pte)) - folio_pfn(folio));
		anon_exclusive = folio_test_anon(folio) && PageAnonExclusive(subpage);
		pteval = ptep_clear_flush(vma, pvmw.address, pvmw.pte);

		/* In the entry of a private page the bit is part of the offset, inverted: set. */
		if (pte_dirty(pteval))
			folio_mark_dirty(folio);

		if (anon_exclusive && folio_try_share_anon_rmap_pte(folio, subpage)) {
			set_pte_at(mm, pvmw.address, pvmw.pte, pteval);
			ret = false;
			page_vma_mapped_walk_done(&pvmw);
			break;
		}
		set_pte_at(mm, pvmw.address, pvmw.pte,
			   migration_pte(subpage, pteval, anon_exclusive, is_private));
		folio_remove_rmap_pte(folio, subpage, vma);
		if (vma->vm_flags & VM_LOCKED)
			mlock_drain_local();
		folio_put(folio);
	}
	mmu_notifier_invalidate_range_end(&range);
	return ret;
}

static bool folio_not_mapped(struct folio *folio)
{
	return !folio_mapped(folio);
}

/* Replaces all mappings of a locked folio by migration entries. */
void try_to_migrate(struct folio *folio, enum ttu_flags flags)
{
	struct rmap_walk_control rwc = {
		.rmap_one = try_to_migrate_one,
		.arg = (void *)(long)flags,
		.done = folio_not_mapped,
	};

	if (folio_is_zone_device(folio) && !folio_is_device_private(folio) &&
	    !folio_is_device_coherent(folio))
		return;
	rmap_walk(folio, &rwc);
}

/* ---- unmapping ---- */

/* An anonymous page that was given up by madvise() and not written to since, and that nobody else uses. */
static bool can_discard(struct folio *folio)
{
	return !folio_test_swapbacked(folio) && !folio_test_dirty(folio) &&
		folio_ref_count(folio) == 1 + folio_mapcount(folio);
}

/* There is no swap space: of anonymous pages only those go that are bad or given up. */
static bool try_to_unmap_one(struct folio *folio, struct vm_area_struct *vma,
			     unsigned long address, void *arg)
{
	enum ttu_flags flags = (enum ttu_flags)(long)arg;
	struct mm_struct *mm = vma->vm_mm;
	DEFINE_FOLIO_VMA_WALK(pvmw, folio, vma, address, 0);
	struct mmu_notifier_range range;
	bool ret = true;

	if (flags & TTU_SYNC)
		pvmw.flags = PVMW_SYNC;
	mmu_notifier_range_init(&range, MMU_NOTIFY_CLEAR, 0, mm, address, vma_address_end(&pvmw));
	mmu_notifier_invalidate_range_start(&range);

	while (page_vma_mapped_walk(&pvmw)) {
		struct page *subpage;
		pte_t pteval;

		if (!(flags & TTU_IGNORE_MLOCK) && (vma->vm_flags & VM_LOCKED)) {
			if (!folio_test_large(folio))
				mlock_vma_folio(folio, vma);
			goto walk_abort;
		}
		VM_BUG_ON_FOLIO(!pvmw.pte, folio);
		pteval = ptep_get(pvmw.pte);
		subpage = folio_page(folio, (pte_present(pteval) ? pte_pfn(pteval) :
					     swp_offset_pfn(pte_to_swp_entry(pteval))) -
					    folio_pfn(folio));
		ptep_clear_flush(vma, pvmw.address, pvmw.pte);
		if (pte_present(pteval) && pte_dirty(pteval))
			folio_mark_dirty(folio);

		if (PageHWPoison(subpage) && (flags & TTU_HWPOISON)) {
			dec_mm_counter(mm, mm_counter(folio));
			set_pte_at(mm, pvmw.address, pvmw.pte,
				   swp_entry_to_pte(make_hwpoison_entry(page_to_pfn(subpage))));
		} else if (!folio_test_anon(folio)) {
			dec_mm_counter(mm, mm_counter_file(folio));
		} else if (can_discard(folio)) {
			dec_mm_counter(mm, MM_ANONPAGES);
		} else {
			set_pte_at(mm, pvmw.address, pvmw.pte, pteval);
			folio_set_swapbacked(folio);
			goto walk_abort;
		}
		folio_remove_rmap_pte(folio, subpage, vma);
		if (vma->vm_flags & VM_LOCKED)
			mlock_drain_local();
		folio_put(folio);
		continue;
walk_abort:
		ret = false;
		page_vma_mapped_walk_done(&pvmw);
		break;
	}
	mmu_notifier_invalidate_range_end(&range);
	return ret;
}

/* Takes all mappings of a locked folio away, of single pages: whoever needs it faults. */
void try_to_unmap(struct folio *folio, enum ttu_flags flags)
{
	struct rmap_walk_control rwc = {
		.rmap_one = try_to_unmap_one,
		.arg = (void *)(long)flags,
		.done = folio_not_mapped,
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
	DEFINE_FOLIO_VMA_WALK(pvmw, folio, vma, address, 0);
	struct mmu_notifier_range range;
	bool ret = true;

	mmu_notifier_range_init_owner(&range, MMU_NOTIFY_EXCLUSIVE, 0, mm, address,
				      min(vma->vm_end, address + folio_size(folio)), args->owner);
	mmu_notifier_invalidate_range_start(&range);

	while (page_vma_mapped_walk(&pvmw)) {
		struct page *subpage;
		swp_entry_t entry;
		pte_t pteval, swp_pte;

		VM_BUG_ON_FOLIO(!pvmw.pte, folio);
		pteval = ptep_get(pvmw.pte);
		if (!pte_present(pteval)) {
			ret = false;
			page_vma_mapped_walk_done(&pvmw);
			break;
		}
		subpage = folio_page(folio, pte_pfn(pteval) - folio_pfn(folio));
		pteval = ptep_clear_flush(vma, pvmw.address, pvmw.pte);
		if (pte_dirty(pteval))
			folio_mark_dirty(folio);
		if (args->mm == mm && args->address == pvmw.address && pte_write(pteval))
			args->valid = true;

		if (pte_write(pteval))
			entry = make_writable_device_exclusive_entry(page_to_pfn(subpage));
		else
			entry = make_readable_device_exclusive_entry(page_to_pfn(subpage));
		swp_pte = swp_entry_to_pte(entry);
		if (pte_soft_dirty(pteval))
			swp_pte = pte_swp_mksoft_dirty(swp_pte);
		set_pte_at(mm, pvmw.address, pvmw.pte, swp_pte);

		/* The entry keeps the mapping's reference. */
		folio_remove_rmap_pte(folio, subpage, vma);
	}
	mmu_notifier_invalidate_range_end(&range);
	return ret;
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
		.done = folio_not_mapped,
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

	npages = get_user_pages_remote(mm, start, npages,
				       FOLL_GET | FOLL_WRITE | FOLL_SPLIT_PMD, pages);
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
