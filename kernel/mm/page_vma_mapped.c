// SPDX-License-Identifier: GPL-2.0-or-later
/* From a folio and one mapping to the page table entries there that lead to the folio. */
#include <linux/rmap.h>
#include <linux/swapops.h>
#include "internal.h"

static bool not_found(struct page_vma_mapped_walk *pvmw)
{
	page_vma_mapped_walk_done(pvmw);
	return false;
}

/* Entries that are not present but count as mappings: the CPU cannot use them, a device can. */
static bool is_device_entry(swp_entry_t entry)
{
	return is_device_private_entry(entry) || is_device_exclusive_entry(entry);
}

/* Whether an entry is worth a look under the lock: what is looked for is there, or may come. */
static bool may_match(const struct page_vma_mapped_walk *pvmw, pte_t ptent)
{
	if (pvmw->flags & PVMW_SYNC)
		return true;
	if (pvmw->flags & PVMW_MIGRATION)
		return is_swap_pte(ptent);
	return is_swap_pte(ptent) ? is_device_entry(pte_to_swp_entry(ptent)) : pte_present(ptent);
}

/* Starts with the first entry in a new table; false if it need not be looked at. */
static bool map_pte(struct page_vma_mapped_walk *pvmw)
{
	pvmw->pte = pte_offset_kernel(pvmw->pmd, pvmw->address);
	if (!may_match(pvmw, ptep_get(pvmw->pte)))
		return false;
	pvmw->ptl = pmd_lock(pvmw->vma->vm_mm, pvmw->pmd);
	return true;
}

/* Whether the frames from @pfn on are among those that are looked for. */
static bool check_pfns(const struct page_vma_mapped_walk *pvmw, unsigned long pfn,
		       unsigned long nr)
{
	return pfn + nr - 1 >= pvmw->pfn && pfn <= pvmw->pfn + pvmw->nr_pages - 1;
}

static bool check_pte(const struct page_vma_mapped_walk *pvmw)
{
	pte_t ptent = ptep_get(pvmw->pte);
	swp_entry_t entry;

	if (pte_present(ptent))
		return !(pvmw->flags & PVMW_MIGRATION) && check_pfns(pvmw, pte_pfn(ptent), 1);
	if (pte_none(ptent))
		return false;
	entry = pte_to_swp_entry(ptent);
	if (pvmw->flags & PVMW_MIGRATION) {
		if (!is_migration_entry(entry) && !is_device_exclusive_entry(entry))
			return false;
	} else if (!is_device_entry(entry)) {
		return false;
	}
	return check_pfns(pvmw, swp_offset_pfn(entry), 1);
}

/* The same for an entry that maps, or mapped, 2 MiB; its table is locked. */
static bool check_pmd(const struct page_vma_mapped_walk *pvmw)
{
	pmd_t pmd = *pvmw->pmd;

	if (pmd_present(pmd))
		return !(pvmw->flags & PVMW_MIGRATION) &&
			check_pfns(pvmw, pmd_pfn(pmd), HPAGE_PMD_NR);
	return (pvmw->flags & PVMW_MIGRATION) &&
		check_pfns(pvmw, swp_offset_pfn(pmd_to_swp_entry(pmd)), HPAGE_PMD_NR);
}

/* On to the next PTE that is not empty; false at the end of the table or of the range. */
static bool next_pte(struct page_vma_mapped_walk *pvmw, unsigned long end)
{
	do {
		pvmw->address += PAGE_SIZE;
		if (pvmw->address >= end)
			return false;
		if (pte_index(pvmw->address) == 0) {
			if (pvmw->ptl)
				spin_unlock(pvmw->ptl);
			pvmw->ptl = NULL;
			pvmw->pte = NULL;
			return false;
		}
		pvmw->pte++;
	} while (pte_none(ptep_get(pvmw->pte)));
	if (!pvmw->ptl)
		pvmw->ptl = pmd_lock(pvmw->vma->vm_mm, pvmw->pmd);
	return true;
}

static bool is_huge(pmd_t pmd)
{
	return pmd_trans_huge(pmd) || is_pmd_migration_entry(pmd) ||
		(pmd_present(pmd) && pmd_devmap(pmd));
}

/* The first PMD entry from here on that is not empty. */
static bool find_pmd(struct page_vma_mapped_walk *pvmw, unsigned long end)
{
	for (; pvmw->address < end; pvmw->address = (pvmw->address + PMD_SIZE) & PMD_MASK) {
		pvmw->pmd = mm_find_pmd(pvmw->vma->vm_mm, pvmw->address);
		if (pvmw->pmd && (pmd_present(*pvmw->pmd) || is_huge(*pvmw->pmd)))
			return true;
	}
	return false;
}

bool page_vma_mapped_walk(struct page_vma_mapped_walk *pvmw)
{
	unsigned long end;
	bool look = false;

	/* The only huge entry there can be was handled last time. */
	if (pvmw->pmd && !pvmw->pte)
		return not_found(pvmw);

	end = vma_address_end(pvmw);
	while (pvmw->address < end) {
		if (!pvmw->pte) {
			if (!find_pmd(pvmw, end))
				return false;
			if (is_huge(*pvmw->pmd)) {
				pvmw->ptl = pmd_lock(pvmw->vma->vm_mm, pvmw->pmd);
				return check_pmd(pvmw) || not_found(pvmw);
			}
			look = map_pte(pvmw);
		}
		if (!look && !next_pte(pvmw, end))
			continue;
		look = false;
		if (check_pte(pvmw))
			return true;
	}
	return not_found(pvmw);
}
