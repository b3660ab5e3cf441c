// SPDX-License-Identifier: GPL-2.0-or-later
/* Moving a folio's identity to another folio; who moves the contents is somebody else's affair. */
#include <linux/highmem.h>
#include <linux/huge_mm.h>
#include <linux/memcontrol.h>
#include <linux/migrate.h>
#include <linux/pagemap.h>
#include <linux/rmap.h>
#include <linux/swapops.h>
#include "internal.h"

/* From here on the new folio is the one with the anon_vma and the place in it. */
int folio_migrate_mapping(struct address_space *mapping, struct folio *newfolio,
			  struct folio *folio, int extra_count)
{
	int expected_count = 1 + extra_count;

	if (WARN_ON_ONCE(mapping))	/* no files in the model */
		return -EBUSY;
	if (folio_ref_count(folio) != expected_count)
		return -EAGAIN;

	newfolio->index = folio->index;
	newfolio->mapping = folio->mapping;
	if (folio_test_swapbacked(folio))
		folio_set_swapbacked(newfolio);
	return MIGRATEPAGE_SUCCESS;
}

void folio_migrate_flags(struct folio *newfolio, struct folio *folio)
{
	if (folio_test_referenced(folio))
		folio_set_referenced(newfolio);
	if (folio_test_uptodate(folio))
		folio_set_uptodate(newfolio);
	if (test_and_clear_bit(PG_active, &folio->flags)) {
		VM_BUG_ON_FOLIO(folio_test_unevictable(folio), folio);
		folio_set_active(newfolio);
	} else if (test_and_clear_bit(PG_unevictable, &folio->flags)) {
		folio_set_unevictable(newfolio);
	}
	if (folio_test_workingset(folio))
		folio_set_workingset(newfolio);
	if (folio_test_dirty(folio))
		folio_set_dirty(newfolio);
	if (folio_test_swapcache(folio))
		folio_clear_swapcache(folio);
	folio_clear_private(folio);
	folio->private = NULL;

	mem_cgroup_migrate(folio, newfolio);
}

struct rmap_walk_arg {
	struct folio *folio;
	bool map_unused_to_zeropage;
};

/*
 * A page that a split huge page has left and that holds nothing but zeroes need not be kept: the
 * zero page takes its place.
 */
static bool try_to_map_unused_to_zeropage(struct page_vma_mapped_walk *pvmw, struct folio *folio,
					  pte_t old_pte, unsigned long idx)
{
	struct page *page = folio_page(folio, idx);
	struct mm_struct *mm = pvmw->vma->vm_mm;
	pte_t newpte;

	if (PageCompound(page) || PageHWPoison(page))
		return false;
	VM_BUG_ON_PAGE(!PageAnon(page), page);
	VM_BUG_ON_PAGE(!PageLocked(page), page);
	VM_BUG_ON_PAGE(pte_present(old_pte), page);
	if (folio_test_mlocked(folio) || (pvmw->vma->vm_flags & VM_LOCKED))
		return false;
	if (!pages_identical(page, ZERO_PAGE(0)))
		return false;

	newpte = pte_mkspecial(pfn_pte(my_zero_pfn(pvmw->address),
				       pvmw->vma->vm_page_prot.pgprot));
	if (pte_swp_soft_dirty(old_pte))
		newpte = pte_mksoft_dirty(newpte);
	set_pte_at(mm, pvmw->address, pvmw->pte, newpte);
	dec_mm_counter(mm, mm_counter(folio));
	return true;
}

/* In one mapping the migration entries of the source become entries of @folio. */
static bool remove_migration_pte(struct folio *folio, struct vm_area_struct *vma,
				 unsigned long addr, void *arg)
{
	struct rmap_walk_arg *rmap_walk_arg = arg;
	DEFINE_FOLIO_VMA_WALK(pvmw, rmap_walk_arg->folio, vma, addr, PVMW_SYNC | PVMW_MIGRATION);

	while (page_vma_mapped_walk(&pvmw)) {
		rmap_t rmap_flags = RMAP_NONE;
		unsigned long idx = 0;
		swp_entry_t entry;
		struct page *new;
		pte_t old_pte, pte;

		if (folio_test_large(folio))
			idx = linear_page_index(vma, pvmw.address) - pvmw.pgoff;
		new = folio_page(folio, idx);
		if (!pvmw.pte) {
			remove_migration_pmd(&pvmw, new);
			continue;
		}
		old_pte = ptep_get(pvmw.pte);
		if (rmap_walk_arg->map_unused_to_zeropage &&
		    try_to_map_unused_to_zeropage(&pvmw, folio, old_pte, idx))
			continue;

		folio_get(folio);
		pte = mk_pte(new, vma->vm_page_prot);
		entry = pte_to_swp_entry(old_pte);
		if (!is_migration_entry_young(entry))
			pte = pte_mkold(pte);
		if (folio_test_dirty(folio) && is_migration_entry_dirty(entry))
			pte = pte_mkdirty(pte);
		if (pte_swp_soft_dirty(old_pte))
			pte = pte_mksoft_dirty(pte);
		else
			pte = pte_clear_soft_dirty(pte);
		if (is_writable_migration_entry(entry))
			pte = pte_mkwrite(pte, vma);

		if (folio_test_anon(folio) && !is_readable_migration_entry(entry))
			rmap_flags |= RMAP_EXCLUSIVE;

		/* The CPU cannot reach it: again an entry that is not present. */
		if (is_device_private_page(new)) {
			if (pte_write(pte))
				entry = make_writable_device_private_entry(page_to_pfn(new));
			else
				entry = make_readable_device_private_entry(page_to_pfn(new));
			pte = swp_entry_to_pte(entry);
			if (pte_swp_soft_dirty(old_pte))
				pte = pte_swp_mksoft_dirty(pte);
		}

		if (folio_test_anon(folio))
			folio_add_anon_rmap_pte(folio, new, vma, pvmw.address, rmap_flags);
		else
			folio_add_file_rmap_pte(folio, new, vma);
		set_pte_at(vma->vm_mm, pvmw.address, pvmw.pte, pte);
		if (vma->vm_flags & VM_LOCKED)
			mlock_drain_local();
	}
	return true;
}

/* Replaces all migration entries of @src by mappings of @dst. Both are locked. */
void remove_migration_ptes(struct folio *src, struct folio *dst, int flags)
{
	struct rmap_walk_arg rmap_walk_arg = {
		.folio = src,
		.map_unused_to_zeropage = flags & RMP_USE_SHARED_ZEROPAGE,
	};
	struct rmap_walk_control rwc = {
		.rmap_one = remove_migration_pte,
		.arg = &rmap_walk_arg,
	};

	VM_BUG_ON_FOLIO((flags & RMP_USE_SHARED_ZEROPAGE) && src != dst, src);
	rmap_walk(dst, &rwc);
}
