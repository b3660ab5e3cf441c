/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Moving the contents of pages elsewhere; here the part that device drivers use. */
#ifndef _LINUX_MIGRATE_H
#define _LINUX_MIGRATE_H

#include <linux/mm.h>

/* Low bits of an entry of the src and dst arrays; the frame number stands above them. */
#define MIGRATE_PFN_VALID	(1UL << 0)
#define MIGRATE_PFN_MIGRATE	(1UL << 1)
#define MIGRATE_PFN_WRITE	(1UL << 3)
#define MIGRATE_PFN_SHIFT	6

static inline struct page *migrate_pfn_to_page(unsigned long mpfn)
{
	if (!(mpfn & MIGRATE_PFN_VALID))
		return NULL;
	return pfn_to_page(mpfn >> MIGRATE_PFN_SHIFT);
}

static inline unsigned long migrate_pfn(unsigned long pfn)
{
	return (pfn << MIGRATE_PFN_SHIFT) | MIGRATE_PFN_VALID;
}

enum migrate_vma_direction {
	MIGRATE_VMA_SELECT_SYSTEM = 1 << 0,
	MIGRATE_VMA_SELECT_DEVICE_PRIVATE = 1 << 1,
	MIGRATE_VMA_SELECT_DEVICE_COHERENT = 1 << 2,
};

/* One migration of [start, end) of a mapping, from its collection to its end. */
struct migrate_vma {
	struct vm_area_struct *vma;
	/* Both arrays have one entry per page, and both belong to the caller. */
	unsigned long *dst;
	unsigned long *src;
	unsigned long cpages;
	unsigned long npages;
	unsigned long start;
	unsigned long end;

	/*
	 * Pages leave private device memory only if page->pgmap->owner is this owner, and only
	 * if MIGRATE_VMA_SELECT_DEVICE_PRIVATE asks for them. Drivers with mmu notifiers set it
	 * in any case, to recognise the invalidations of their own migrations.
	 */
	void *pgmap_owner;
	unsigned long flags;

	/* Set when the CPU's access to this page is what started the migration. */
	struct page *fault_page;
};

int migrate_vma_setup(struct migrate_vma *args);
void migrate_vma_pages(struct migrate_vma *migrate);
void migrate_vma_finalize(struct migrate_vma *migrate);
int migrate_device_range(unsigned long *src_pfns, unsigned long start, unsigned long npages);
void migrate_device_pages(unsigned long *src_pfns, unsigned long *dst_pfns, unsigned long npages);
void migrate_device_finalize(unsigned long *src_pfns, unsigned long *dst_pfns,
			     unsigned long npages);

int migrate_device_coherent_folio(struct folio *folio);

#define MIGRATEPAGE_SUCCESS	0

int folio_migrate_mapping(struct address_space *mapping, struct folio *newfolio,
			  struct folio *folio, int extra_count);
void folio_migrate_flags(struct folio *newfolio, struct folio *folio);

#define RMP_LOCKED		1	/* the caller holds the rmap's lock */
#define RMP_USE_SHARED_ZEROPAGE	2	/* pages full of zeroes are not kept */
void remove_migration_ptes(struct folio *src, struct folio *dst, int flags);

#endif
