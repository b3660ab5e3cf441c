/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Entries of page tables that are not present. The type says what an entry means, the offset whom
 * it is about: besides swap space proper there are types for pages that are being migrated or that
 * only a device can reach. Their offset is a frame number.
 */
#ifndef _LINUX_SWAPOPS_H
#define _LINUX_SWAPOPS_H

#include <linux/mm.h>
#include <linux/pgtable.h>

/* swp_entry_t: five bits of type, then the offset. */
#define MAX_SWAPFILES_SHIFT	5
#define SWP_TYPE_SHIFT		58
#define SWP_OFFSET_MASK		((1UL << SWP_TYPE_SHIFT) - 1)

/* The highest types are not swap files. */
#define MAX_SWAPFILES		0x17
#define SWP_HWPOISON		MAX_SWAPFILES
#define SWP_MIGRATION_READ	(MAX_SWAPFILES + 1)
#define SWP_MIGRATION_READ_EXCLUSIVE	(MAX_SWAPFILES + 2)
#define SWP_MIGRATION_WRITE	(MAX_SWAPFILES + 3)
#define SWP_DEVICE_WRITE	(MAX_SWAPFILES + 4)
#define SWP_DEVICE_READ		(MAX_SWAPFILES + 5)
#define SWP_DEVICE_EXCLUSIVE_WRITE	(MAX_SWAPFILES + 6)
#define SWP_DEVICE_EXCLUSIVE_READ	(MAX_SWAPFILES + 7)
#define SWP_PTE_MARKER		(MAX_SWAPFILES + 8)

static inline swp_entry_t swp_entry(unsigned long type, unsigned long offset)
{
	swp_entry_t entry = { (type << SWP_TYPE_SHIFT) | (offset & SWP_OFFSET_MASK) };

	return entry;
}

static inline unsigned int swp_type(swp_entry_t entry)
{
	return entry.val >> SWP_TYPE_SHIFT;
}

static inline unsigned long swp_offset(swp_entry_t entry)
{
	return entry.val & SWP_OFFSET_MASK;
}

/* ---- as a page table entry of x86-64 ---- */

/*
 * The type stands in the top five bits, the offset below it down to bit 9, inverted: an entry that
 * the processor takes for a frame by mistake then names one that does not exist (L1TF).
 */
#define SWP_TYPE_BITS		5
#define SWP_OFFSET_FIRST_BIT	9
#define SWP_OFFSET_SHIFT	(SWP_OFFSET_FIRST_BIT + SWP_TYPE_BITS)

static inline pte_t swp_entry_to_pte(swp_entry_t entry)
{
	unsigned long type = swp_type(entry);

	return __pte((~swp_offset(entry) << SWP_OFFSET_SHIFT >> SWP_TYPE_BITS) |
		     (type << (64 - SWP_TYPE_BITS)));
}

static inline swp_entry_t pte_to_swp_entry(pte_t pte)
{
	return swp_entry(pte.pte >> (64 - SWP_TYPE_BITS),
			 ~pte.pte << SWP_TYPE_BITS >> SWP_OFFSET_SHIFT);
}

static inline bool is_swap_pte(pte_t pte)
{
	return !pte_none(pte) && !pte_present(pte);
}

static inline bool pte_swp_soft_dirty(pte_t pte)
{
	return (pte.pte & _PAGE_SWP_SOFT_DIRTY) != 0;
}

static inline pte_t pte_swp_mksoft_dirty(pte_t pte)
{
	return pte_set_flags(pte, _PAGE_SWP_SOFT_DIRTY);
}

/* ---- entries whose offset is a frame ---- */

/* A migration entry also keeps the accessed and dirty bits of the entry that it replaced. */
#define SWP_PFN_BITS		34	/* 46 bits of physical address, without those in a page */
#define SWP_PFN_MASK		(BIT(SWP_PFN_BITS) - 1)
#define SWP_MIG_YOUNG_BIT	SWP_PFN_BITS
#define SWP_MIG_DIRTY_BIT	(SWP_PFN_BITS + 1)

static inline bool non_swap_entry(swp_entry_t entry)
{
	return swp_type(entry) >= MAX_SWAPFILES;
}

static inline unsigned long swp_offset_pfn(swp_entry_t entry)
{
	return swp_offset(entry) & SWP_PFN_MASK;
}

static inline struct page *pfn_swap_entry_to_page(swp_entry_t entry)
{
	return pfn_to_page(swp_offset_pfn(entry));
}

static inline struct folio *pfn_swap_entry_folio(swp_entry_t entry)
{
	return page_folio(pfn_swap_entry_to_page(entry));
}

static inline bool is_migration_entry(swp_entry_t entry)
{
	return swp_type(entry) >= SWP_MIGRATION_READ && swp_type(entry) <= SWP_MIGRATION_WRITE;
}

static inline bool is_writable_migration_entry(swp_entry_t entry)
{
	return swp_type(entry) == SWP_MIGRATION_WRITE;
}

static inline bool is_readable_migration_entry(swp_entry_t entry)
{
	return swp_type(entry) == SWP_MIGRATION_READ;
}

static inline bool is_readable_exclusive_migration_entry(swp_entry_t entry)
{
	return swp_type(entry) == SWP_MIGRATION_READ_EXCLUSIVE;
}

#define make_readable_migration_entry(pfn)	swp_entry(SWP_MIGRATION_READ, pfn)
#define make_readable_exclusive_migration_entry(pfn) \
	swp_entry(SWP_MIGRATION_READ_EXCLUSIVE, pfn)
#define make_writable_migration_entry(pfn)	swp_entry(SWP_MIGRATION_WRITE, pfn)

static inline swp_entry_t make_migration_entry_young(swp_entry_t entry)
{
	return swp_entry(swp_type(entry), swp_offset(entry) | BIT(SWP_MIG_YOUNG_BIT));
}

static inline bool is_migration_entry_young(swp_entry_t entry)
{
	return (swp_offset(entry) & BIT(SWP_MIG_YOUNG_BIT)) != 0;
}

static inline swp_entry_t make_migration_entry_dirty(swp_entry_t entry)
{
	return swp_entry(swp_type(entry), swp_offset(entry) | BIT(SWP_MIG_DIRTY_BIT));
}

static inline bool is_migration_entry_dirty(swp_entry_t entry)
{
	return (swp_offset(entry) & BIT(SWP_MIG_DIRTY_BIT)) != 0;
}

static inline bool is_device_private_entry(swp_entry_t entry)
{
	return swp_type(entry) == SWP_DEVICE_READ || swp_type(entry) == SWP_DEVICE_WRITE;
}

static inline bool is_writable_device_private_entry(swp_entry_t entry)
{
	return swp_type(entry) == SWP_DEVICE_WRITE;
}

#define make_readable_device_private_entry(pfn)	swp_entry(SWP_DEVICE_READ, pfn)
#define make_writable_device_private_entry(pfn)	swp_entry(SWP_DEVICE_WRITE, pfn)

static inline bool is_device_exclusive_entry(swp_entry_t entry)
{
	return swp_type(entry) == SWP_DEVICE_EXCLUSIVE_READ ||
		swp_type(entry) == SWP_DEVICE_EXCLUSIVE_WRITE;
}

static inline bool is_writable_device_exclusive_entry(swp_entry_t entry)
{
	return swp_type(entry) == SWP_DEVICE_EXCLUSIVE_WRITE;
}

#define make_readable_device_exclusive_entry(pfn) swp_entry(SWP_DEVICE_EXCLUSIVE_READ, pfn)
#define make_writable_device_exclusive_entry(pfn) swp_entry(SWP_DEVICE_EXCLUSIVE_WRITE, pfn)

/* Entries that count as a mapping of the page they name, though the CPU cannot use them. */
static inline bool is_pfn_swap_entry(swp_entry_t entry)
{
	return is_migration_entry(entry) || is_device_private_entry(entry) ||
		is_device_exclusive_entry(entry);
}

static inline bool is_hwpoison_entry(swp_entry_t entry)
{
	return swp_type(entry) == SWP_HWPOISON;
}

#define make_hwpoison_entry(pfn)	swp_entry(SWP_HWPOISON, pfn)

static inline bool is_pte_marker_entry(swp_entry_t entry)
{
	return swp_type(entry) == SWP_PTE_MARKER;
}

#define PTE_MARKER_POISONED	BIT(1)

#define make_pte_marker(marker)	swp_entry_to_pte(swp_entry(SWP_PTE_MARKER, marker))

/* Nothing that needs contents: empty, or only a marker. */
static inline bool pte_none_mostly(pte_t pte)
{
	return pte_none(pte) || (is_swap_pte(pte) && is_pte_marker_entry(pte_to_swp_entry(pte)));
}

/* ---- as an entry for 2 MiB: only migration entries ---- */

#define swp_entry_to_pmd(entry)		pte_pmd(swp_entry_to_pte(entry))
#define pmd_to_swp_entry(pmd)		pte_to_swp_entry(pmd_pte(pmd))
#define pmd_swp_soft_dirty(pmd)		pte_swp_soft_dirty(pmd_pte(pmd))
#define pmd_swp_mksoft_dirty(pmd)	pte_pmd(pte_swp_mksoft_dirty(pmd_pte(pmd)))

static inline bool is_pmd_migration_entry(pmd_t pmd)
{
	return is_swap_pmd(pmd) && is_migration_entry(pmd_to_swp_entry(pmd));
}

void pmd_migration_entry_wait(struct mm_struct *mm, pmd_t *pmd);
void migration_entry_wait(struct mm_struct *mm, pmd_t *pmd, unsigned long address);

#endif
