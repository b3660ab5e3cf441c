/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The page tables of x86-64, four levels: PGD, PUD, PMD, PTE, 512 entries of eight bytes each.
 * Entries are structs, so that one level cannot be taken for another.
 */
#ifndef _ASM_PGTABLE_H
#define _ASM_PGTABLE_H

#include <asm/page.h>

typedef unsigned long pteval_t;
typedef unsigned long pmdval_t;
typedef unsigned long pudval_t;
typedef unsigned long pgdval_t;

typedef struct { pteval_t pte; } pte_t;
typedef struct { pmdval_t pmd; } pmd_t;
typedef struct { pudval_t pud; } pud_t;
typedef struct { pgdval_t pgd; } pgd_t;

#define _PAGE_PRESENT	0x001UL
#define _PAGE_RW	0x002UL
#define _PAGE_USER	0x004UL
#define _PAGE_ACCESSED	0x020UL
#define _PAGE_DIRTY	0x040UL
#define _PAGE_PSE	0x080UL		/* in a PMD entry: maps 2 MiB instead of naming a table */
#define _PAGE_GLOBAL	0x100UL
#define _PAGE_PROTNONE	_PAGE_GLOBAL	/* in an entry without PRESENT: only access is taken away */
#define _PAGE_SPECIAL	0x200UL		/* no struct page to count behind it */
#define _PAGE_UFFD_WP	0x400UL
#define _PAGE_SOFT_DIRTY	0x800UL	/* written since somebody last asked */
#define _PAGE_DEVMAP	0x200000000000000UL
#define _PAGE_SAVED_DIRTY	0x400000000000000UL	/* where DIRTY goes while RW is off */
#define _PAGE_NX	0x8000000000000000UL

#define PTE_PFN_MASK	0x000ffffffffff000UL
#define PMD_PFN_MASK	(PTE_PFN_MASK & PMD_MASK)	/* of an entry that maps 2 MiB */

/* In swap entries, which are not present: other uses of the same bits. */
#define _PAGE_SWP_SOFT_DIRTY	_PAGE_RW
#define _PAGE_SWP_UFFD_WP	_PAGE_USER
#define _PAGE_SWP_EXCLUSIVE	0x008UL

/* Kernel data, and the tables themselves. */
#define PAGE_KERNEL	(_PAGE_PRESENT | _PAGE_RW | _PAGE_ACCESSED | _PAGE_DIRTY | \
			 _PAGE_GLOBAL | _PAGE_NX)
#define _KERNPG_TABLE	(_PAGE_PRESENT | _PAGE_RW | _PAGE_ACCESSED | _PAGE_DIRTY)

#define _PAGE_TABLE	(_KERNPG_TABLE | _PAGE_USER)

/* User pages, by what the mapping allows. A private page is writable only once it is one's own. */
#define PAGE_NONE	(_PAGE_PROTNONE | _PAGE_ACCESSED)
#define PAGE_READONLY	(_PAGE_PRESENT | _PAGE_USER | _PAGE_ACCESSED | _PAGE_NX)
#define PAGE_COPY	PAGE_READONLY
#define PAGE_SHARED	(PAGE_READONLY | _PAGE_RW)

#define PGDIR_SHIFT	39
#define PUD_SHIFT	30
#define PMD_SHIFT	21
#define PMD_SIZE	(1UL << PMD_SHIFT)
#define PMD_MASK	(~(PMD_SIZE - 1))
#define PMD_ORDER	(PMD_SHIFT - PAGE_SHIFT)
#define PTRS_PER_TABLE	512

#define pgd_index(addr)	(((addr) >> PGDIR_SHIFT) & (PTRS_PER_TABLE - 1))
#define pud_index(addr)	(((addr) >> PUD_SHIFT) & (PTRS_PER_TABLE - 1))
#define pmd_index(addr)	(((addr) >> PMD_SHIFT) & (PTRS_PER_TABLE - 1))
#define pte_index(addr)	(((addr) >> PAGE_SHIFT) & (PTRS_PER_TABLE - 1))

/* The next border of a PMD, or the end of the range. */
#define pmd_addr_end(addr, end)	\
	((((addr) + PMD_SIZE) & PMD_MASK) - 1 < (end) - 1 ? ((addr) + PMD_SIZE) & PMD_MASK : (end))

/* The kernel's own top-level table. */
extern pgd_t swapper_pg_dir[PTRS_PER_TABLE];

#define pgd_offset_k(addr)	(&swapper_pg_dir[pgd_index(addr)])

/* The table that an entry names, in the direct map. */
#define __table_of(value)	__va((value) & PTE_PFN_MASK)

static inline pud_t *pud_offset(pgd_t *pgd, unsigned long addr)
{
	return (pud_t *)__table_of(pgd->pgd) + pud_index(addr);
}

static inline pmd_t *pmd_offset(pud_t *pud, unsigned long addr)
{
	return (pmd_t *)__table_of(pud->pud) + pmd_index(addr);
}

static inline pte_t *pte_offset_kernel(pmd_t *pmd, unsigned long addr)
{
	return (pte_t *)__table_of(pmd->pmd) + pte_index(addr);
}

static inline bool pgd_none(pgd_t pgd)
{
	return pgd.pgd == 0;
}

static inline bool pud_none(pud_t pud)
{
	return pud.pud == 0;
}

static inline bool pmd_none(pmd_t pmd)
{
	return pmd.pmd == 0;
}

static inline bool pte_none(pte_t pte)
{
	return pte.pte == 0;
}

static inline bool pmd_leaf(pmd_t pmd)
{
	return (pmd.pmd & _PAGE_PSE) != 0;
}

/*
 * An entry without PRESENT keeps its frame number inverted, so that a processor that goes on with
 * it before it looks at the bit finds no memory there (L1TF). An empty entry stays empty.
 */
static inline unsigned long protnone_mask(pteval_t val)
{
	return val && !(val & _PAGE_PRESENT) ? ~0UL : 0;
}

static inline unsigned long flip_protnone_guard(unsigned long oldval, unsigned long val,
						unsigned long mask)
{
	return protnone_mask(oldval) == protnone_mask(val) ? val : val ^ mask;
}

static inline pte_t pfn_pte(unsigned long pfn, unsigned long prot)
{
	pte_t pte = { (((pfn << PAGE_SHIFT) ^ protnone_mask(prot)) & PTE_PFN_MASK) | prot };

	return pte;
}

static inline unsigned long pte_pfn(pte_t pte)
{
	return ((pte.pte ^ protnone_mask(pte.pte)) & PTE_PFN_MASK) >> PAGE_SHIFT;
}

static inline pmd_t pfn_pmd(unsigned long pfn, unsigned long prot)
{
	pmd_t pmd = { (((pfn << PAGE_SHIFT) ^ protnone_mask(prot)) & PMD_PFN_MASK) | prot };

	return pmd;
}

/* Of an entry that maps 2 MiB, or of one that names a table. */
static inline unsigned long pmd_pfn(pmd_t pmd)
{
	unsigned long mask = pmd_leaf(pmd) ? PMD_PFN_MASK : PTE_PFN_MASK;

	return ((pmd.pmd ^ protnone_mask(pmd.pmd)) & mask) >> PAGE_SHIFT;
}

/* Where struct pages live: one for each frame, in the order of frames. */
#ifndef VMEMMAP_START
#define VMEMMAP_START	0xffffea0000000000UL
#endif
#define vmemmap		((struct page *)VMEMMAP_START)

/* Physical address behind any kernel address that the page tables map; ~0 if none does. */
phys_addr_t slow_virt_to_phys(void *virt);

#endif
