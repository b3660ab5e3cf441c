// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Migration to and from device memory. A driver goes through three steps: migrate_vma_setup()
 * collects pages and takes them away from the CPU, migrate_vma_pages() moves their identity to
 * pages that the driver has chosen and filled, migrate_vma_finalize() maps what has come out.
 */
#include <linux/highmem.h>
#include <linux/huge_mm.h>
#include <linux/memcontrol.h>
#include <linux/migrate.h>
#include <linux/mmu_notifier.h>
#include <linux/pagemap.h>
#include <linux/pagewalk.h>
#include <linux/rmap.h>
#include <linux/swap.h>
#include <linux/swapops.h>

/* ---- collecting ---- */

static int migrate_vma_collect_skip(unsigned long start, unsigned long end, struct mm_walk *walk)
{
	struct migrate_vma *migrate = walk->private;
	unsigned long addr;

	for (addr = start; addr < end; addr += PAGE_SIZE) {
		migrate->dst[migrate->npages] = 0;
		migrate->src[migrate->npages++] = 0;
	}
	return 0;
}

/* Nothing to move, but a driver may put a page of its own there. */
static int migrate_vma_collect_hole(unsigned long start, unsigned long end, int depth,
				    struct mm_walk *walk)
{
	struct migrate_vma *migrate = walk->private;
	unsigned long addr;

	if (!walk->vma || !vma_is_anonymous(walk->vma))
		return migrate_vma_collect_skip(start, end, walk);

	for (addr = start; addr < end; addr += PAGE_SIZE) {
		migrate->src[migrate->npages] = MIGRATE_PFN_MIGRATE;
		migrate->dst[migrate->npages] = 0;
		migrate->npages++;
		migrate->cpages++;
	}
	return 0;
}

/* The migration entry that takes the place of @pte. */
static pte_t migration_pte(struct page *page, pte_t pte, bool writable, bool anon_exclusive)
{
	swp_entry_t entry;
	pte_t swp_pte;

	if (writable)
		entry = make_writable_migration_entry(page_to_pfn(page));
	else if (anon_exclusive)
		entry = make_readable_exclusive_migration_entry(page_to_pfn(page));
	else
		entry = make_readable_migration_entry(page_to_pfn(page));
	if (pte_present(pte)) {
		if (pte_young(pte))
			entry = make_migration_entry_young(entry);
		if (pte_dirty(pte))
			entry = make_migration_entry_dirty(entry);
	}
	swp_pte = swp_entry_to_pte(entry);
	if (pte_present(pte) ? pte_soft_dirty(pte) : pte_swp_soft_dirty(pte))
		swp_pte = pte_swp_mksoft_dirty(swp_pte);
	return swp_pte;
}

static int migrate_vma_collect_pmd(pmd_t *pmdp, unsigned long start, unsigned long end,
				   struct mm_walk *walk)
{
	struct migrate_vma *migrate = walk->private;
	struct vm_area_struct *vma = walk->vma;
	struct mm_struct *mm = vma->vm_mm;
	unsigned long addr = start, unmapped = 0;
	spinlock_t *ptl;
	pte_t *ptep;

again:
	if (pmd_none(*pmdp))
		return migrate_vma_collect_hole(start, end, -1, walk);

	/* Device memory takes single pages only: what a PMD maps is split, the folio as well. */
	if (pmd_trans_huge(*pmdp)) {
		struct folio *folio;
		int ret;

		ptl = pmd_lock(mm, pmdp);
		if (!pmd_trans_huge(*pmdp)) {
			spin_unlock(ptl);
			goto again;
		}
		folio = pmd_folio(*pmdp);
		if (is_huge_zero_folio(folio)) {
			spin_unlock(ptl);
			split_huge_pmd(vma, pmdp, addr);
		} else {
			folio_get(folio);
			spin_unlock(ptl);
			if (!folio_trylock(folio))
				return migrate_vma_collect_skip(start, end, walk);
			ret = split_folio(folio);
			folio_unlock(folio);
			folio_put(folio);
			if (ret)
				return migrate_vma_collect_skip(start, end, walk);
		}
	}

	ptep = pte_offset_map_lock(mm, pmdp, addr, &ptl);
	if (!ptep)
		goto again;

	for (; addr < end; addr += PAGE_SIZE, ptep++) {
		unsigned long mpfn = 0, pfn;
		struct folio *folio;
		struct page *page;
		swp_entry_t entry;
		pte_t pte;

		pte = ptep_get(ptep);

		if (pte_none(pte)) {
			if (vma_is_anonymous(vma)) {
				mpfn = MIGRATE_PFN_MIGRATE;
				migrate->cpages++;
			}
			goto next;
		}

		if (!pte_present(pte)) {
			/* Of all special entries only those of private device memory can move. */
			entry = pte_to_swp_entry(pte);
			if (!is_device_private_entry(entry))
				goto next;

			page = pfn_swap_entry_to_page(entry);
			if (!(migrate->flags & MIGRATE_VMA_SELECT_DEVICE_PRIVATE) ||
			    page->pgmap->owner != migrate->pgmap_owner)
				goto next;

			mpfn = migrate_pfn(page_to_pfn(page)) | MIGRATE_PFN_MIGRATE;
			if (is_writable_device_private_entry(entry))
				mpfn |= MIGRATE_PFN_WRITE;
		} else {
			pfn = pte_pfn(pte);
			if (is_zero_pfn(pfn) && (migrate->flags & MIGRATE_VMA_SELECT_SYSTEM)) {
				mpfn = MIGRATE_PFN_MIGRATE;
				migrate->cpages++;
				goto next;
			}
			page = vm_normal_page(migrate->vma, addr, pte);
			if (page && !is_zone_device_page(page) &&
			    !(migrate->flags & MIGRATE_VMA_SELECT_SYSTEM))
				goto next;
			else if (page && is_device_coherent_page(page) &&
				 (!(migrate->flags & MIGRATE_VMA_SELECT_DEVICE_COHERENT) ||
				  page->pgmap->owner != migrate->pgmap_owner))
				goto next;
			mpfn = migrate_pfn(pfn) | MIGRATE_PFN_MIGRATE;
			mpfn |= pte_write(pte) ? MIGRATE_PFN_WRITE : 0;
		}

		if (!page || !page->mapping || PageCompound(page)) {
			mpfn = 0;
			goto next;
		}

		/* Keeps the page until it is off the lists of reclaim; device pages are on none. */
		folio = page_folio(page);
		folio_get(folio);

		/* Best effort: a folio that somebody else has locked stays where it is. */
		if (folio_trylock(folio)) {
			bool anon_exclusive = folio_test_anon(folio) && PageAnonExclusive(page);

			if (anon_exclusive) {
				pte = ptep_clear_flush(vma, addr, ptep);
				if (folio_try_share_anon_rmap_pte(folio, page)) {
					set_pte_at(mm, addr, ptep, pte);
					folio_unlock(folio);
					folio_put(folio);
					mpfn = 0;
					goto next;
				}
			} else {
				pte = ptep_get_and_clear(mm, addr, ptep);
			}

			migrate->cpages++;

			/* The entry is gone, so its dirty bit has to be kept by the folio. */
			if (pte_present(pte) && pte_dirty(pte))
				folio_mark_dirty(folio);

			set_pte_at(mm, addr, ptep,
				   migration_pte(page, pte, mpfn & MIGRATE_PFN_WRITE,
						 anon_exclusive));

			/* As in any unmapping; the reference from above keeps the folio. */
			folio_remove_rmap_pte(folio, page, vma);
			folio_put(folio);

			if (pte_present(pte))
				unmapped++;
		} else {
			folio_put(folio);
			mpfn = 0;
		}

next:
		migrate->dst[migrate->npages] = 0;
		migrate->src[migrate->npages++] = mpfn;
	}

	if (unmapped)
		flush_tlb_range(walk->vma, start, end);
	pte_unmap_unlock(ptep - 1, ptl);
	return 0;
}

static const struct mm_walk_ops migrate_vma_walk_ops = {
	.pmd_entry = migrate_vma_collect_pmd,
	.pte_hole = migrate_vma_collect_hole,
};

/* Fills src: what lies at each address, locked, unmapped and with a reference. */
static void migrate_vma_collect(struct migrate_vma *migrate)
{
	struct mmu_notifier_range range;

	/* The owner need not be told: what is its own it moves itself. */
	mmu_notifier_range_init_owner(&range, MMU_NOTIFY_MIGRATE, 0, migrate->vma->vm_mm,
				      migrate->start, migrate->end, migrate->pgmap_owner);
	mmu_notifier_invalidate_range_start(&range);
	walk_page_range(migrate->vma->vm_mm, migrate->start, migrate->end,
			&migrate_vma_walk_ops, migrate);
	mmu_notifier_invalidate_range_end(&range);
	migrate->end = migrate->start + (migrate->npages << PAGE_SHIFT);
}

/* ---- unmapping ---- */

/* Whether all references are accounted for: somebody else's mean that the page cannot move. */
static bool migrate_vma_check_page(struct page *page, struct page *fault_page)
{
	struct folio *folio = page_folio(page);
	int extra = 1 + (page == fault_page);	/* the migration's own, and the fault's */

	if (folio_test_large(folio))
		return false;
	if (folio_is_zone_device(folio))
		extra++;
	if (folio_mapping(folio))
		extra += 1 + folio_test_private(folio);		/* the page cache's */
	return folio_ref_count(folio) - extra <= folio_mapcount(folio);
}

/* Takes the collected pages off the lists of reclaim and out of all other page tables. */
static unsigned long migrate_device_unmap(unsigned long *src_pfns, unsigned long npages,
					  struct page *fault_page)
{
	unsigned long i, restore = 0;
	bool allow_drain = true;
	unsigned long unmapped = 0;

	lru_add_drain();

	for (i = 0; i < npages; i++) {
		struct page *page = migrate_pfn_to_page(src_pfns[i]);
		struct folio *folio;

		if (!page) {
			if (src_pfns[i] & MIGRATE_PFN_MIGRATE)
				unmapped++;
			continue;
		}

		folio = page_folio(page);
		if (!folio_is_zone_device(folio)) {
			if (!folio_test_lru(folio) && allow_drain) {
				lru_add_drain_all();
				allow_drain = false;
			}
			if (!folio_isolate_lru(folio)) {
				src_pfns[i] &= ~MIGRATE_PFN_MIGRATE;
				restore++;
				continue;
			}
			/* The isolation's reference replaces that of the collection. */
			folio_put(folio);
		}

		if (folio_mapped(folio))
			try_to_migrate(folio, 0);

		if (folio_mapped(folio) || !migrate_vma_check_page(page, fault_page)) {
			if (!folio_is_zone_device(folio)) {
				folio_get(folio);
				folio_putback_lru(folio);
			}
			src_pfns[i] &= ~MIGRATE_PFN_MIGRATE;
			restore++;
			continue;
		}
		unmapped++;
	}

	/* What has to stay gets its mappings back. */
	for (i = 0; i < npages && restore; i++) {
		struct page *page = migrate_pfn_to_page(src_pfns[i]);
		struct folio *folio;

		if (!page || (src_pfns[i] & MIGRATE_PFN_MIGRATE))
			continue;
		folio = page_folio(page);
		remove_migration_ptes(folio, folio, 0);
		src_pfns[i] = 0;
		folio_unlock(folio);
		folio_put(folio);
		restore--;
	}
	return unmapped;
}

static void migrate_vma_unmap(struct migrate_vma *migrate)
{
	migrate->cpages = migrate_device_unmap(migrate->src, migrate->npages,
					       migrate->fault_page);
}

/*
 * First step. Afterwards each entry of args->src with MIGRATE_PFN_MIGRATE is a page that can move
 * (or, without MIGRATE_PFN_VALID, a hole): nobody can change its contents now.
 */
int migrate_vma_setup(struct migrate_vma *args)
{
	long nr_pages = (args->end - args->start) >> PAGE_SHIFT;

	args->start &= PAGE_MASK;
	args->end &= PAGE_MASK;
	if (!args->vma || (args->vma->vm_flags & VM_SPECIAL) || vma_is_dax(args->vma))
		return -EINVAL;
	if (nr_pages <= 0)
		return -EINVAL;
	if (args->start < args->vma->vm_start || args->start >= args->vma->vm_end)
		return -EINVAL;
	if (args->end <= args->vma->vm_start || args->end > args->vma->vm_end)
		return -EINVAL;
	if (!args->src || !args->dst)
		return -EINVAL;
	if (args->fault_page && !is_device_private_page(args->fault_page))
		return -EINVAL;

	memset(args->src, 0, sizeof(*args->src) * nr_pages);
	args->cpages = 0;
	args->npages = 0;

	migrate_vma_collect(args);
	if (args->cpages)
		migrate_vma_unmap(args);
	return 0;
}

/* ---- moving ---- */

/* A driver's page where nothing was: much as in do_anonymous_page(). */
static void migrate_vma_insert_page(struct migrate_vma *migrate, unsigned long addr,
				    struct page *page, unsigned long *src)
{
	struct folio *folio = page_folio(page);
	struct vm_area_struct *vma = migrate->vma;
	struct mm_struct *mm = vma->vm_mm;
	bool flush = false;
	spinlock_t *ptl;
	pte_t entry, orig_pte, *ptep;
	pud_t *pudp;
	pmd_t *pmdp;

	if (!vma_is_anonymous(vma))
		goto abort;
	pudp = pud_alloc(mm, pgd_offset(mm, addr), addr);
	if (!pudp)
		goto abort;
	pmdp = pmd_alloc(mm, pudp, addr);
	if (!pmdp || pmd_trans_huge(*pmdp) || pte_alloc(mm, pmdp))
		goto abort;
	if (anon_vma_prepare(vma))
		goto abort;
	if (mem_cgroup_charge(folio, vma->vm_mm, GFP_KERNEL))
		goto abort;
	folio_set_uptodate(folio);

	if (folio_is_device_private(folio)) {
		swp_entry_t swp;

		if (vma->vm_flags & VM_WRITE)
			swp = make_writable_device_private_entry(page_to_pfn(page));
		else
			swp = make_readable_device_private_entry(page_to_pfn(page));
		entry = swp_entry_to_pte(swp);
	} else {
		if (folio_is_zone_device(folio) && !folio_is_device_coherent(folio)) {
			pr_warn("Unsupported ZONE_DEVICE page type.\n");
			goto abort;
		}
		entry = mk_pte(page, vma->vm_page_prot);
		if (vma->vm_flags & VM_WRITE)
			entry = pte_mkwrite(pte_mkdirty(entry), vma);
	}

	ptep = pte_offset_map_lock(mm, pmdp, addr, &ptl);
	if (!ptep)
		goto abort;
	orig_pte = ptep_get(ptep);
	if (pte_present(orig_pte)) {
		if (!is_zero_pfn(pte_pfn(orig_pte)))
			goto unlock_abort;
		flush = true;
	} else if (!pte_none(orig_pte)) {
		goto unlock_abort;
	}

	inc_mm_counter(mm, MM_ANONPAGES);
	folio_add_new_anon_rmap(folio, vma, addr, RMAP_EXCLUSIVE);
	if (!folio_is_zone_device(folio))
		folio_add_lru_vma(folio, vma);
	folio_get(folio);

	if (flush)
		ptep_clear_flush(vma, addr, ptep);
	set_pte_at(mm, addr, ptep, entry);
	pte_unmap_unlock(ptep, ptl);
	*src = MIGRATE_PFN_MIGRATE;
	return;

unlock_abort:
	pte_unmap_unlock(ptep, ptl);
abort:
	*src &= ~MIGRATE_PFN_MIGRATE;
}

static void __migrate_device_pages(unsigned long *src_pfns, unsigned long *dst_pfns,
				   unsigned long npages, struct migrate_vma *migrate)
{
	struct mmu_notifier_range range;
	unsigned long i;
	bool notified = false;

	for (i = 0; i < npages; i++) {
		struct page *newpage = migrate_pfn_to_page(dst_pfns[i]);
		struct page *page = migrate_pfn_to_page(src_pfns[i]);
		struct address_space *mapping;
		struct folio *newfolio, *folio;
		int r, extra_cnt = 0;

		if (!newpage) {
			src_pfns[i] &= ~MIGRATE_PFN_MIGRATE;
			continue;
		}

		if (!page) {
			unsigned long addr;

			if (!(src_pfns[i] & MIGRATE_PFN_MIGRATE))
				continue;
			VM_BUG_ON(!migrate);
			addr = migrate->start + i * PAGE_SIZE;
			if (!notified) {
				notified = true;
				mmu_notifier_range_init_owner(&range, MMU_NOTIFY_MIGRATE, 0,
							      migrate->vma->vm_mm, addr,
							      migrate->end,
							      migrate->pgmap_owner);
				mmu_notifier_invalidate_range_start(&range);
			}
			migrate_vma_insert_page(migrate, addr, newpage, &src_pfns[i]);
			continue;
		}

		newfolio = page_folio(newpage);
		folio = page_folio(page);
		mapping = folio_mapping(folio);

		if (folio_is_device_private(newfolio) || folio_is_device_coherent(newfolio)) {
			/* Only anonymous memory moves to devices. */
			if (mapping) {
				src_pfns[i] &= ~MIGRATE_PFN_MIGRATE;
				continue;
			}
		} else if (folio_is_zone_device(newfolio)) {
			src_pfns[i] &= ~MIGRATE_PFN_MIGRATE;
			continue;
		}

		if (migrate && migrate->fault_page == page)
			extra_cnt = 1;
		r = folio_migrate_mapping(mapping, newfolio, folio, extra_cnt);
		if (r != MIGRATEPAGE_SUCCESS)
			src_pfns[i] &= ~MIGRATE_PFN_MIGRATE;
		else
			folio_migrate_flags(newfolio, folio);
	}

	if (notified)
		mmu_notifier_invalidate_range_end(&range);
}

/* As migrate_vma_pages(), for pages that were found by frame number. */
void migrate_device_pages(unsigned long *src_pfns, unsigned long *dst_pfns, unsigned long npages)
{
	__migrate_device_pages(src_pfns, dst_pfns, npages, NULL);
}

/*
 * Second step: identity and flags of each source go to its destination. What could not be moved
 * loses MIGRATE_PFN_MIGRATE.
 */
void migrate_vma_pages(struct migrate_vma *migrate)
{
	__migrate_device_pages(migrate->src, migrate->dst, migrate->npages, migrate);
}

/* ---- mapping what has come out ---- */

void migrate_device_finalize(unsigned long *src_pfns, unsigned long *dst_pfns,
			     unsigned long npages)
{
	unsigned long i;

	for (i = 0; i < npages; i++) {
		struct folio *dst = NULL, *src = NULL;
		struct page *newpage = migrate_pfn_to_page(dst_pfns[i]);
		struct page *page = migrate_pfn_to_page(src_pfns[i]);

		if (newpage)
			dst = page_folio(newpage);

		if (!page) {
			if (dst) {
				folio_unlock(dst);
				folio_put(dst);
			}
			continue;
		}

		src = page_folio(page);

		if (!(src_pfns[i] & MIGRATE_PFN_MIGRATE) || !dst) {
			if (dst) {
				folio_unlock(dst);
				folio_put(dst);
			}
			dst = src;
		}

		if (!folio_is_zone_device(dst))
			folio_add_lru(dst);
		remove_migration_ptes(src, dst, 0);
		folio_unlock(src);
		folio_put(src);

		if (dst != src) {
			folio_unlock(dst);
			folio_put(dst);
		}
	}
}

/* Third step: the CPU's page tables lead to the new pages, or back to the old ones. */
void migrate_vma_finalize(struct migrate_vma *migrate)
{
	migrate_device_finalize(migrate->src, migrate->dst, migrate->npages);
}

/* Collects device pages by frame number, wherever they are mapped. */
int migrate_device_range(unsigned long *src_pfns, unsigned long start, unsigned long npages)
{
	unsigned long i, pfn;

	for (pfn = start, i = 0; i < npages; pfn++, i++) {
		struct folio *folio = folio_get_nontail_page(pfn_to_page(pfn));

		src_pfns[i] = 0;
		if (!folio)
			continue;
		if (!folio_trylock(folio)) {
			folio_put(folio);
			continue;
		}
		src_pfns[i] = migrate_pfn(pfn) | MIGRATE_PFN_MIGRATE;
	}
	migrate_device_unmap(src_pfns, npages, NULL);
	return 0;
}

/* Brings one coherent page back to RAM. The caller's reference goes with the old page. */
int migrate_device_coherent_folio(struct folio *folio)
{
	unsigned long src_pfn, dst_pfn = 0;
	struct folio *dfolio;

	WARN_ON_ONCE(folio_test_large(folio));
	folio_lock(folio);
	src_pfn = migrate_pfn(folio_pfn(folio)) | MIGRATE_PFN_MIGRATE;
	migrate_device_unmap(&src_pfn, 1, NULL);
	if (!(src_pfn & MIGRATE_PFN_MIGRATE))
		return -EBUSY;

	dfolio = folio_alloc(GFP_USER, 0);
	if (dfolio) {
		folio_lock(dfolio);
		dst_pfn = migrate_pfn(folio_pfn(dfolio));
	}
	migrate_device_pages(&src_pfn, &dst_pfn, 1);
	if (src_pfn & MIGRATE_PFN_MIGRATE)
		copy_highpage(&dfolio->page, &folio->page);
	migrate_device_finalize(&src_pfn, &dst_pfn, 1);
	return src_pfn & MIGRATE_PFN_MIGRATE ? 0 : -EBUSY;
}
