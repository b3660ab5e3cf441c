// SPDX-License-Identifier: GPL-2.0-or-later
/* Moving a folio's identity to another folio; who moves the contents is somebody else's affair. */
#include <linux/memcontrol.h>
#include <linux/migrate.h>
#include <linux/pagemap.h>
#include <linux/rmap.h>
#include <linux/swapops.h>

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

/* One mapping: the migration entry of @arg becomes an entry of @folio. */
static bool remove_migration_pte(struct folio *folio, struct vm_area_struct *vma,
				 unsigned long addr, void *arg)
{
	struct folio *src = arg;
	struct page *new = folio_page(folio, 0);
	rmap_t rmap_flags = RMAP_NONE;
	pte_t *ptep, old_pte, pte;
	swp_entry_t entry;
	spinlock_t *ptl;

	ptep = page_vma_mapped_pte(src, vma, addr, PVMW_MIGRATION, &ptl);
	if (!ptep)
		return true;
	old_pte = ptep_get(ptep);
	entry = pte_to_swp_entry(old_pte);

	folio_get(folio);
	pte = mk_pte(new, vma->vm_page_prot);
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
		folio_add_anon_rmap_pte(folio, new, vma, addr, rmap_flags);
	else
		folio_add_file_rmap_pte(folio, new, vma);
	set_pte_at(vma->vm_mm, addr, ptep, pte);
	pte_unmap_unlock(ptep, ptl);
	return true;
}

/* Replaces all migration entries of @src by mappings of @dst. Both are locked. */
void remove_migration_ptes(struct folio *src, struct folio *dst, int flags)
{
	struct rmap_walk_control rwc = {
		.rmap_one = remove_migration_pte,
		.arg = src,
	};

	rmap_walk(dst, &rwc);
}
