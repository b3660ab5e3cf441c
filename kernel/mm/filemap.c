// SPDX-License-Identifier: GPL-2.0-or-later
/* The page cache: folios of files, found by their index. */
#include <linux/fs.h>
#include <linux/pagemap.h>
#include <linux/rmap.h>
#include "internal.h"

struct folio *filemap_get_entry(struct address_space *mapping, pgoff_t index)
{
	struct folio *folio = xa_load(&mapping->i_pages, index);

	return folio && folio_try_get(folio) ? folio : NULL;
}

/* The caller's reference keeps the folio; the page cache's goes. Its index stays. */
void filemap_remove_folio(struct folio *folio)
{
	struct address_space *mapping = folio->mapping;
	unsigned long nr = folio_nr_pages(folio);

	BUG_ON(!folio_test_locked(folio));
	VM_BUG_ON_FOLIO(folio_mapped(folio), folio);
	xa_erase_all(&mapping->i_pages, folio->index, folio->index + nr - 1);
	folio->mapping = NULL;
	mapping->nrpages -= nr;
	folio_put_refs(folio, nr);
}

/* From @index on, the first folio that a fault may map without asking: locked, with a reference. */
static struct folio *next_uptodate_folio(struct address_space *mapping, pgoff_t *index,
					 pgoff_t end)
{
	struct folio *folio;

	for (; (folio = xa_find(&mapping->i_pages, index, end)); (*index)++) {
		if (folio_test_locked(folio) || !folio_try_get(folio))
			continue;
		if (folio_test_uptodate(folio) && folio_trylock(folio))
			return folio;
		folio_put(folio);
	}
	return NULL;
}

/*
 * Maps what the page cache has around a read fault: most likely it will be wanted soon.
 * VM_FAULT_NOPAGE if that was the page itself, else 0.
 */
vm_fault_t filemap_map_pages(struct vm_fault *vmf, pgoff_t start_pgoff, pgoff_t end_pgoff)
{
	struct vm_area_struct *vma = vmf->vma;
	struct address_space *mapping = vma->vm_file->f_mapping;
	pgoff_t pages = PAGE_ALIGN(i_size_read(mapping->host)) >> PAGE_SHIFT;
	pgoff_t index = start_pgoff;
	struct folio *folio;
	vm_fault_t ret = 0;
	pte_t *start_pte;

	if (!pages)
		return 0;
	end_pgoff = min(end_pgoff, pages - 1);
	folio = next_uptodate_folio(mapping, &index, end_pgoff);
	if (!folio)
		return 0;
	if (pte_alloc(vma->vm_mm, vmf->pmd))
		goto unlock;
	start_pte = pte_offset_map_lock(vma->vm_mm, vmf->pmd,
					vma->vm_start +
					((start_pgoff - vma->vm_pgoff) << PAGE_SHIFT), &vmf->ptl);
	if (!start_pte)
		goto unlock;

	do {
		unsigned long addr = vma->vm_start + ((index - vma->vm_pgoff) << PAGE_SHIFT);

		vmf->pte = start_pte + (index - start_pgoff);
		if (pte_none(ptep_get(vmf->pte)) && !PageHWPoison(&folio->page)) {
			if (vmf->address == addr)
				ret = VM_FAULT_NOPAGE;
			set_pte_range(vmf, folio, &folio->page, 1, addr);
			inc_mm_counter(vma->vm_mm, mm_counter_file(folio));
			folio_ref_inc(folio);
		}
		folio_unlock(folio);
		folio_put(folio);
		index++;
	} while ((folio = next_uptodate_folio(mapping, &index, end_pgoff)));
	pte_unmap_unlock(start_pte, vmf->ptl);
	return ret;

unlock:
	folio_unlock(folio);
	folio_put(folio);
	return 0;
}
