// SPDX-License-Identifier: GPL-2.0-or-later
/* Getting at the pages of a user program from inside the kernel. */
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/hugetlb.h>
#include <linux/huge_mm.h>
#include <linux/migrate.h>
#include <linux/mman.h>
#include <linux/pagemap.h>
#include <linux/rmap.h>
#include <linux/sched.h>
#include <linux/shmem_fs.h>
#include <linux/swap.h>
#include "internal.h"

/* ---- references and pins ---- */

/*
 * FOLL_GET takes references. FOLL_PIN says that a device accesses the contents: large folios count
 * that beside the references, small ones have no room to, so each pin is many references at once.
 */
static int try_grab_folio(struct folio *folio, int refs, unsigned int flags)
{
	if (WARN_ON_ONCE(folio_ref_count(folio) <= 0))
		return -ENOMEM;
	if (!(flags & FOLL_PCI_P2PDMA) && is_pci_p2pdma_page(&folio->page))
		return -EREMOTEIO;
	if (flags & FOLL_GET) {
		folio_ref_add(folio, refs);
	} else if (flags & FOLL_PIN) {
		if (is_zero_folio(folio))	/* it is not going anywhere */
			return 0;
		if (folio_test_large(folio)) {
			folio_ref_add(folio, refs);
			atomic_add(refs, &folio->_pincount);
		} else {
			folio_ref_add(folio, refs * GUP_PIN_COUNTING_BIAS);
		}
	}
	return 0;
}

static void gup_put_folio(struct folio *folio, int refs, unsigned int flags)
{
	if (flags & FOLL_PIN) {
		if (is_zero_folio(folio))
			return;
		if (folio_test_large(folio))
			atomic_sub(refs, &folio->_pincount);
		else
			refs *= GUP_PIN_COUNTING_BIAS;
	}
	folio_put_refs(folio, refs);
}

void unpin_user_page(struct page *page)
{
	gup_put_folio(page_folio(page), 1, FOLL_PIN);
}

void unpin_user_pages(struct page **pages, unsigned long npages)
{
	unsigned long i, nr;

	for (i = 0; i < npages; i += nr) {
		struct folio *folio = page_folio(pages[i]);

		for (nr = 1; i + nr < npages && page_folio(pages[i + nr]) == folio; nr++)
			;
		gup_put_folio(folio, nr, FOLL_PIN);
	}
}

void unpin_user_pages_dirty_lock(struct page **pages, unsigned long npages, bool make_dirty)
{
	unsigned long i;

	for (i = 0; i < npages; i++) {
		struct folio *folio = page_folio(pages[i]);

		if (make_dirty && !folio_test_dirty(folio)) {
			folio_lock(folio);
			folio_mark_dirty(folio);
			folio_unlock(folio);
		}
		gup_put_folio(folio, 1, FOLL_PIN);
	}
}

/* Whether a pin may last: then nobody must need the page to move meanwhile. */
bool folio_is_longterm_pinnable(struct folio *folio)
{
	if (is_zero_folio(folio))
		return true;
	if (folio_is_device_coherent(folio))
		return false;
	return folio_zonenum(folio) != ZONE_MOVABLE;
}

/*
 * Whether a page that was found read-only has to be made this process's own first. Otherwise a
 * later write would put a copy into the page table, and the pin would see another page.
 */
static bool gup_must_unshare(struct vm_area_struct *vma, unsigned int flags, struct page *page)
{
	if ((flags & (FOLL_WRITE | FOLL_PIN)) != FOLL_PIN)
		return false;
	if (!folio_test_anon(page_folio(page))) {
		if (!(flags & FOLL_LONGTERM))
			return false;
		return !vma || is_cow_mapping(vma->vm_flags);
	}
	return !PageAnonExclusive(page);
}

/* ---- one page at a time, under the mmap_lock ---- */

/* The page of an entry; NULL if a fault is needed, an error if that would not help. */
static struct page *follow_page_pte(struct vm_area_struct *vma, unsigned long address, pmd_t *pmd,
				    unsigned int flags)
{
	struct dev_pagemap *pgmap = NULL;
	struct page *page = NULL;
	spinlock_t *ptl;
	pte_t *ptep, pte;
	int ret;

	ptep = pte_offset_map_lock(vma->vm_mm, pmd, address, &ptl);
	if (!ptep)
		return NULL;
	pte = ptep_get(ptep);
	if (!pte_present(pte) || ((flags & FOLL_WRITE) && !pte_write(pte)))
		goto out;
	if (pte_protnone(pte) && !(flags & FOLL_FORCE))
		goto out;

	page = vm_normal_page(vma, address, pte);
	if (!page && pte_devmap(pte) && (flags & (FOLL_GET | FOLL_PIN))) {
		pgmap = get_dev_pagemap(pte_pfn(pte), NULL);
		if (!pgmap)
			goto out;
		page = pfn_to_page(pte_pfn(pte));
	}
	if (!page && is_zero_pfn(pte_pfn(pte)))
		page = pfn_to_page(pte_pfn(pte));
	if (!page) {
		page = ERR_PTR(-EFAULT);
		goto out;
	}
	if (!pte_write(pte) && gup_must_unshare(vma, flags, page)) {
		page = ERR_PTR(-EMLINK);
		goto out;
	}
	VM_BUG_ON_PAGE((flags & FOLL_PIN) && folio_test_anon(page_folio(page)) &&
		       !PageAnonExclusive(page), page);
	ret = try_grab_folio(page_folio(page), 1, flags);
	if (ret) {
		page = ERR_PTR(ret);
		goto out;
	}
	if (flags & FOLL_TOUCH) {
		if ((flags & FOLL_WRITE) && !pte_dirty(pte) && !folio_test_dirty(page_folio(page)))
			folio_mark_dirty(page_folio(page));
		folio_mark_accessed(page_folio(page));
	}
out:
	pte_unmap_unlock(ptep, ptl);
	put_dev_pagemap(pgmap);
	return page;
}

/* The same of an entry that maps 2 MiB; it is locked. @page_mask: how much more it maps. */
static struct page *follow_huge_pmd(struct vm_area_struct *vma, unsigned long addr, pmd_t *pmd,
				    unsigned int flags, unsigned long *page_mask)
{
	struct page *page = pmd_page(*pmd);
	int ret;

	if ((flags & FOLL_WRITE) && !pmd_write(*pmd))
		return NULL;
	if (pmd_protnone(*pmd) && !(flags & FOLL_FORCE))
		return NULL;
	if (!pmd_write(*pmd) && gup_must_unshare(vma, flags, page))
		return ERR_PTR(-EMLINK);
	VM_BUG_ON_PAGE((flags & FOLL_PIN) && PageAnon(page) && !PageAnonExclusive(page), page);
	ret = try_grab_folio(page_folio(page), 1, flags);
	if (ret)
		return ERR_PTR(ret);
	if (pmd_trans_huge(*pmd) && (flags & FOLL_TOUCH))
		touch_pmd(vma, addr, pmd, flags & FOLL_WRITE);
	*page_mask = HPAGE_PMD_NR - 1;
	return page + ((addr & ~HPAGE_PMD_MASK) >> PAGE_SHIFT);
}

/* A page of device memory that is mapped without being counted: only with a reference of its own. */
static struct page *follow_devmap_pmd(struct vm_area_struct *vma, unsigned long addr, pmd_t *pmd,
				      unsigned int flags)
{
	unsigned long pfn = pmd_pfn(*pmd) + ((addr & ~PMD_MASK) >> PAGE_SHIFT);
	struct dev_pagemap *pgmap;
	int ret;

	if ((flags & FOLL_WRITE) && !pmd_write(*pmd))
		return NULL;
	if (flags & FOLL_TOUCH)
		touch_pmd(vma, addr, pmd, flags & FOLL_WRITE);
	if (!(flags & (FOLL_GET | FOLL_PIN)))
		return ERR_PTR(-EEXIST);
	pgmap = get_dev_pagemap(pfn, NULL);
	if (!pgmap)
		return ERR_PTR(-EFAULT);
	ret = try_grab_folio(page_folio(pfn_to_page(pfn)), 1, flags);
	put_dev_pagemap(pgmap);
	return ret ? ERR_PTR(ret) : pfn_to_page(pfn);
}

static struct page *follow_pmd_leaf(struct vm_area_struct *vma, unsigned long address, pmd_t *pmd,
				    unsigned int flags, unsigned long *page_mask)
{
	struct page *page;
	spinlock_t *ptl;

	if (pmd_trans_huge(*pmd) && (flags & FOLL_SPLIT_PMD)) {
		split_huge_pmd(vma, pmd, address);
		if (pte_alloc(vma->vm_mm, pmd))
			return ERR_PTR(-ENOMEM);
		return follow_page_pte(vma, address, pmd, flags);
	}
	ptl = pmd_lock(vma->vm_mm, pmd);
	if (pmd_devmap(*pmd))
		page = follow_devmap_pmd(vma, address, pmd, flags);
	else
		page = follow_huge_pmd(vma, address, pmd, flags, page_mask);
	spin_unlock(ptl);
	return page;
}

static struct page *follow_page_mask(struct vm_area_struct *vma, unsigned long address,
				     unsigned int flags, unsigned long *page_mask)
{
	pmd_t *pmd = mm_find_pmd(vma->vm_mm, address);

	*page_mask = 0;
	if (!pmd || !pmd_present(*pmd))
		return NULL;
	if (pmd_leaf(*pmd))
		return follow_pmd_leaf(vma, address, pmd, flags, page_mask);
	return follow_page_pte(vma, address, pmd, flags);
}

static int faultin_page(struct vm_area_struct *vma, unsigned long address, unsigned int flags,
			bool unshare)
{
	unsigned int fault_flags = 0;
	vm_fault_t ret;

	if (flags & FOLL_WRITE)
		fault_flags |= FAULT_FLAG_WRITE;
	if (flags & FOLL_REMOTE)
		fault_flags |= FAULT_FLAG_REMOTE;
	if (flags & FOLL_UNLOCKABLE)
		fault_flags |= FAULT_FLAG_ALLOW_RETRY | FAULT_FLAG_KILLABLE;
	if (unshare)
		fault_flags |= FAULT_FLAG_UNSHARE;
	ret = handle_mm_fault(vma, address, fault_flags, NULL);
	if (ret & VM_FAULT_OOM)
		return -ENOMEM;
	return ret & VM_FAULT_ERROR ? -EFAULT : 0;
}

static int check_vma_flags(struct vm_area_struct *vma, unsigned int gup_flags)
{
	vm_flags_t vm_flags = vma->vm_flags;

	if (vm_flags & (VM_IO | VM_PFNMAP))
		return -EFAULT;
	if (is_vm_hugetlb_page(vma)) {
		if (gup_flags & FOLL_SPLIT_PMD)
			return -EOPNOTSUPP;
		if ((gup_flags & FOLL_WRITE) && !(vm_flags & VM_WRITE))
			return -EFAULT;
	}
	if (gup_flags & FOLL_WRITE) {
		if (!(vm_flags & VM_WRITE) &&
		    (!(gup_flags & FOLL_FORCE) || !is_cow_mapping(vm_flags)))
			return -EFAULT;
	} else if (!(vm_flags & VM_READ)) {
		if (!(gup_flags & FOLL_FORCE) || !(vm_flags & VM_MAYREAD))
			return -EFAULT;
	}
	return 0;
}

static long __get_user_pages(struct mm_struct *mm, unsigned long start, unsigned long nr_pages,
			     unsigned int gup_flags, struct page **pages)
{
	bool populate = gup_flags & FOLL_MADV_POPULATE;
	struct vm_area_struct *vma = NULL;
	unsigned long i, j, page_increm, page_mask;
	long ret = 0;

	for (i = 0; i < nr_pages; i += page_increm, start += page_increm << PAGE_SHIFT) {
		struct page *page;

		if (!vma || start >= vma->vm_end) {
			vma = vma_lookup(mm, start);
			ret = !vma ? -EFAULT : check_vma_flags(vma, gup_flags);
			if (ret && populate)
				ret = vma ? -EINVAL : -ENOMEM;
			if (ret)
				break;
		}
		while (!(page = follow_page_mask(vma, start, gup_flags, &page_mask)) ||
		       PTR_ERR(page) == -EMLINK) {
			ret = faultin_page(vma, start, gup_flags, page != NULL);
			if (ret)
				goto out;
		}
		if (IS_ERR(page) && (pages || PTR_ERR(page) != -EEXIST)) {
			ret = PTR_ERR(page);
			break;
		}

		/* What one entry maps needs no second look. */
		page_increm = min(1 + (~(start >> PAGE_SHIFT) & page_mask), nr_pages - i);
		if (!pages)
			continue;
		if (page_increm > 1)
			try_grab_folio(page_folio(page), page_increm - 1, gup_flags);
		for (j = 0; j < page_increm; j++)
			pages[i + j] = page + j;
	}
out:
	return i ? (long)i : ret;
}

/* ---- pins that last ---- */

/*
 * Coherent device memory must remain free to move, so it is moved to RAM before it is pinned for
 * long. -EAGAIN: nothing is pinned now, try again. 0: all pages may stay pinned.
 */
static long check_and_migrate_movable_pages(unsigned long nr_pages, struct page **pages)
{
	bool collected = false;
	unsigned long i;

	for (i = 0; i < nr_pages; i++)
		if (!folio_is_longterm_pinnable(page_folio(pages[i])))
			collected = true;
	if (!collected)
		return 0;

	for (i = 0; i < nr_pages; i++) {
		struct folio *folio = page_folio(pages[i]);

		pages[i] = NULL;
		if (!folio_is_device_coherent(folio)) {
			gup_put_folio(folio, 1, FOLL_PIN);
			continue;
		}
		/* A pinned page does not move: the pin becomes a reference. */
		folio_get(folio);
		gup_put_folio(folio, 1, FOLL_PIN);
		if (migrate_device_coherent_folio(folio)) {
			while (++i < nr_pages)
				unpin_user_page(pages[i]);
			return -EBUSY;
		}
	}
	return -EAGAIN;
}

static long __gup_longterm_locked(struct mm_struct *mm, unsigned long start,
				  unsigned long nr_pages, struct page **pages,
				  unsigned int gup_flags)
{
	long nr, rc = 0;

	if (gup_flags & FOLL_PIN)
		set_bit(MMF_HAS_PINNED, &mm->flags);
	if (pages && !(gup_flags & FOLL_PIN))
		gup_flags |= FOLL_GET;
	do {
		nr = __get_user_pages(mm, start, nr_pages, gup_flags, pages);
		if (nr > 0 && (gup_flags & FOLL_LONGTERM))
			rc = check_and_migrate_movable_pages(nr, pages);
	} while (rc == -EAGAIN);
	return rc ? rc : nr;
}

long get_user_pages_remote(struct mm_struct *mm, unsigned long start, unsigned long nr_pages,
			   unsigned int gup_flags, struct page **pages)
{
	return __gup_longterm_locked(mm, start, nr_pages, pages,
				     gup_flags | FOLL_TOUCH | FOLL_REMOTE);
}

long get_user_pages(unsigned long start, unsigned long nr_pages, unsigned int gup_flags,
		    struct page **pages)
{
	return __gup_longterm_locked(current->mm, start, nr_pages, pages,
				     gup_flags | FOLL_TOUCH);
}

long pin_user_pages_remote(struct mm_struct *mm, unsigned long start, unsigned long nr_pages,
			   unsigned int gup_flags, struct page **pages)
{
	return __gup_longterm_locked(mm, start, nr_pages, pages,
				     gup_flags | FOLL_PIN | FOLL_TOUCH | FOLL_REMOTE);
}

long pin_user_pages(unsigned long start, unsigned long nr_pages, unsigned int gup_flags,
		    struct page **pages)
{
	return __gup_longterm_locked(current->mm, start, nr_pages, pages, gup_flags | FOLL_PIN);
}

/* ---- without locks: what the page tables show at this moment ---- */

static bool gup_fast_folio_allowed(struct folio *folio, unsigned int flags)
{
	struct address_space *mapping = folio->mapping;

	if ((flags & (FOLL_PIN | FOLL_LONGTERM | FOLL_WRITE)) !=
	    (FOLL_PIN | FOLL_LONGTERM | FOLL_WRITE))
		return true;
	if (!mapping)
		return false;
	return folio_test_anon(folio) || shmem_mapping(mapping);
}

/* The first page that an entry maps, if the entry's bits allow the access. */
static struct page *gup_fast_leaf(unsigned long bits, unsigned long pfn, unsigned int flags)
{
	unsigned long need = _PAGE_PRESENT | _PAGE_USER | (flags & FOLL_WRITE ? _PAGE_RW : 0);
	struct page *page = pfn_to_page(pfn);
	struct folio *folio;

	if ((bits & need) != need || (bits & _PAGE_SPECIAL))
		return NULL;
	folio = page_folio(page);
	if (!(flags & FOLL_PCI_P2PDMA) && is_pci_p2pdma_page(page))
		return NULL;
	if ((flags & FOLL_LONGTERM) && !folio_is_longterm_pinnable(folio))
		return NULL;
	if (try_grab_folio(folio, 1, flags))
		return NULL;
	if (!gup_fast_folio_allowed(folio, flags) ||
	    (!(bits & _PAGE_RW) && gup_must_unshare(NULL, flags, page))) {
		gup_put_folio(folio, 1, flags);
		return NULL;
	}
	folio_set_referenced(folio);
	return page;
}

/*
 * Device memory that nobody counts: its map must not go away while the reference is taken. The page
 * may be a tail, and is asked as it is.
 */
static struct page *gup_fast_devmap_leaf(unsigned long bits, unsigned long pfn, unsigned int flags)
{
	unsigned long need = _PAGE_PRESENT | _PAGE_USER | (flags & FOLL_WRITE ? _PAGE_RW : 0);
	struct page *page = pfn_to_page(pfn);
	struct dev_pagemap *pgmap;

	if ((bits & need) != need || (flags & FOLL_LONGTERM))
		return NULL;
	pgmap = get_dev_pagemap(pfn, NULL);
	if (!pgmap)
		return NULL;
	if ((!(flags & FOLL_PCI_P2PDMA) && is_pci_p2pdma_page(page)) ||
	    try_grab_folio(page_folio(page), 1, flags))
		page = NULL;
	else
		folio_set_referenced(page_folio(page));
	put_dev_pagemap(pgmap);
	return page;
}

static struct page *gup_fast_pte(pte_t pte, unsigned int flags)
{
	if (pte_devmap(pte))
		return gup_fast_devmap_leaf(pte_val(pte), pte_pfn(pte), flags);
	return gup_fast_leaf(pte_val(pte), pte_pfn(pte), flags);
}

/* Of 2 MiB, exclusive is the first page for all. */
static struct page *gup_fast_pmd_leaf(pmd_t pmd, unsigned long addr, unsigned int flags)
{
	unsigned long index = (addr & ~PMD_MASK) >> PAGE_SHIFT;
	struct page *page;

	if (pmd_devmap(pmd))
		return gup_fast_devmap_leaf(pmd_val(pmd), pmd_pfn(pmd) + index, flags);
	page = gup_fast_leaf(pmd_val(pmd), pmd_pfn(pmd), flags);
	return page ? page + index : NULL;
}

/* How many pages it got from @start on, before something needs more than a look at the tables. */
static unsigned long gup_fast(unsigned long start, unsigned long nr_pages, unsigned int flags,
			      struct page **pages)
{
	unsigned long i;

	for (i = 0; i < nr_pages; i++, start += PAGE_SIZE) {
		pmd_t *pmd = mm_find_pmd(current->mm, start);

		if (!pmd || !pmd_present(*pmd))
			break;
		if (pmd_leaf(*pmd))
			pages[i] = gup_fast_pmd_leaf(*pmd, start, flags);
		else
			pages[i] = gup_fast_pte(ptep_get(pte_offset_kernel(pmd, start)), flags);
		if (!pages[i])
			break;
	}
	return i;
}

static long gup_fast_fallback(unsigned long start, unsigned long nr_pages, unsigned int gup_flags,
			      struct page **pages)
{
	struct mm_struct *mm = current->mm;
	unsigned long nr_pinned;
	long ret;

	start &= PAGE_MASK;
	if (start + (nr_pages << PAGE_SHIFT) > TASK_SIZE)
		return -EFAULT;
	if (gup_flags & FOLL_PIN)
		set_bit(MMF_HAS_PINNED, &mm->flags);
	nr_pinned = gup_fast(start, nr_pages, gup_flags, pages);
	if (nr_pinned == nr_pages)
		return nr_pinned;

	mmap_read_lock(mm);
	ret = __gup_longterm_locked(mm, start + (nr_pinned << PAGE_SHIFT), nr_pages - nr_pinned,
				    pages + nr_pinned, gup_flags | FOLL_TOUCH | FOLL_UNLOCKABLE);
	mmap_read_unlock(mm);
	if (ret < 0)
		return nr_pinned ? (long)nr_pinned : ret;
	return nr_pinned + ret;
}

long get_user_pages_fast(unsigned long start, unsigned long nr_pages, unsigned int gup_flags,
			 struct page **pages)
{
	return gup_fast_fallback(start, nr_pages, gup_flags | FOLL_GET, pages);
}

long pin_user_pages_fast(unsigned long start, unsigned long nr_pages, unsigned int gup_flags,
			 struct page **pages)
{
	return gup_fast_fallback(start, nr_pages, gup_flags | FOLL_PIN, pages);
}

/* ---- bringing pages in without keeping them ---- */

/* Writable private pages as if they were written: no copy has to be made later. */
long populate_vma_page_range(struct vm_area_struct *vma, unsigned long start, unsigned long end,
			     bool unlockable)
{
	unsigned long nr_pages = (end - start) >> PAGE_SHIFT;
	unsigned int gup_flags = FOLL_TOUCH;
	long ret;

	if (vma->vm_flags & VM_LOCKONFAULT)
		return nr_pages;
	if (!(vma->vm_flags & VM_ACCESS_FLAGS))
		return -EFAULT;
	if ((vma->vm_flags & (VM_WRITE | VM_SHARED)) == VM_WRITE)
		gup_flags |= FOLL_WRITE;
	else
		gup_flags |= FOLL_FORCE;
	if (unlockable)
		gup_flags |= FOLL_UNLOCKABLE;
	ret = __get_user_pages(vma->vm_mm, start, nr_pages, gup_flags, NULL);
	lru_add_drain();
	return ret;
}

/* For madvise(): no mapping may be left out, and the rights must allow it. 0 or an error. */
long faultin_page_range(struct mm_struct *mm, unsigned long start, unsigned long end, bool write)
{
	while (start < end) {
		long ret = __get_user_pages(mm, start, (end - start) >> PAGE_SHIFT,
					    FOLL_TOUCH | FOLL_UNLOCKABLE | FOLL_MADV_POPULATE |
					    (write ? FOLL_WRITE : 0), NULL);

		lru_add_drain();
		if (ret < 0)
			return ret;
		start += ret << PAGE_SHIFT;
	}
	return 0;
}

/* Brings in what mappings there are in a range. 0, or the error of the first that could not be. */
long __mm_populate(struct mm_struct *mm, unsigned long start, unsigned long end,
		   bool ignore_errors)
{
	struct vm_area_struct *vma;
	long ret = 0;

	mmap_read_lock(mm);
	while (start < end) {
		unsigned long next;

		vma = find_vma(mm, start);
		if (!vma || vma->vm_start >= end)
			break;
		start = max(start, vma->vm_start);
		next = min(end, vma->vm_end);
		if (!(vma->vm_flags & (VM_IO | VM_PFNMAP))) {
			ret = populate_vma_page_range(vma, start, next, true);
			if (ret < 0 && !ignore_errors)
				break;
			if (ret >= 0)
				next = start + (ret << PAGE_SHIFT);
			ret = 0;
		}
		start = next;
	}
	mmap_read_unlock(mm);
	return ret;
}
