/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Entries of user page tables: reading, changing and making them. */
#ifndef _LINUX_PGTABLE_H
#define _LINUX_PGTABLE_H

#include <linux/mm_types.h>
#include <linux/mmzone.h>
#include <asm/machine.h>

static inline pte_t __pte(pteval_t val)
{
	pte_t pte = { val };

	return pte;
}

#define pte_val(pte)		((pte).pte)
#define ptep_get(ptep)		(*(ptep))
#define pte_same(a, b)		((a).pte == (b).pte)

static inline pte_t pte_set_flags(pte_t pte, pteval_t set)
{
	return __pte(pte.pte | set);
}

static inline pte_t pte_clear_flags(pte_t pte, pteval_t clear)
{
	return __pte(pte.pte & ~clear);
}

static inline bool pte_present(pte_t pte)
{
	return (pte.pte & (_PAGE_PRESENT | _PAGE_PROTNONE)) != 0;
}

static inline bool pte_protnone(pte_t pte)
{
	return (pte.pte & (_PAGE_PRESENT | _PAGE_PROTNONE)) == _PAGE_PROTNONE;
}

static inline bool pte_write(pte_t pte)
{
	return (pte.pte & _PAGE_RW) != 0;
}

static inline bool pte_young(pte_t pte)
{
	return (pte.pte & _PAGE_ACCESSED) != 0;
}

static inline bool pte_dirty(pte_t pte)
{
	return (pte.pte & (_PAGE_DIRTY | _PAGE_SAVED_DIRTY)) != 0;
}

static inline bool pte_soft_dirty(pte_t pte)
{
	return (pte.pte & _PAGE_SOFT_DIRTY) != 0;
}

static inline bool pte_special(pte_t pte)
{
	return (pte.pte & _PAGE_SPECIAL) != 0;
}

static inline bool pte_devmap(pte_t pte)
{
	return (pte.pte & _PAGE_DEVMAP) != 0;
}

/*
 * DIRTY without RW would mean a shadow stack to the processor, so a write-protected entry keeps
 * its dirty bit elsewhere.
 */
static inline pte_t pte_mksaveddirty(pte_t pte)
{
	if (pte_write(pte) || !(pte.pte & _PAGE_DIRTY))
		return pte;
	return pte_set_flags(pte_clear_flags(pte, _PAGE_DIRTY), _PAGE_SAVED_DIRTY);
}

static inline pte_t pte_clear_saveddirty(pte_t pte)
{
	if (!(pte.pte & _PAGE_SAVED_DIRTY))
		return pte;
	return pte_set_flags(pte_clear_flags(pte, _PAGE_SAVED_DIRTY), _PAGE_DIRTY);
}

static inline pte_t pte_wrprotect(pte_t pte)
{
	return pte_mksaveddirty(pte_clear_flags(pte, _PAGE_RW));
}

static inline pte_t pte_mkdirty(pte_t pte)
{
	return pte_mksaveddirty(pte_set_flags(pte, _PAGE_DIRTY | _PAGE_SOFT_DIRTY));
}

static inline pte_t pte_mkwrite(pte_t pte, struct vm_area_struct *vma)
{
	return pte_clear_saveddirty(pte_set_flags(pte, _PAGE_RW));
}

static inline pte_t pte_mkclean(pte_t pte)
{
	return pte_clear_flags(pte, _PAGE_DIRTY | _PAGE_SAVED_DIRTY);
}

static inline pte_t pte_mkold(pte_t pte)
{
	return pte_clear_flags(pte, _PAGE_ACCESSED);
}

static inline pte_t pte_mkyoung(pte_t pte)
{
	return pte_set_flags(pte, _PAGE_ACCESSED);
}

static inline pte_t pte_mksoft_dirty(pte_t pte)
{
	return pte_set_flags(pte, _PAGE_SOFT_DIRTY);
}

static inline pte_t pte_clear_soft_dirty(pte_t pte)
{
	return pte_clear_flags(pte, _PAGE_SOFT_DIRTY);
}

static inline pte_t pte_mkspecial(pte_t pte)
{
	return pte_set_flags(pte, _PAGE_SPECIAL);
}

static inline pte_t mk_pte(struct page *page, pgprot_t prot)
{
	return pfn_pte(page_to_pfn(page), prot.pgprot);
}

/* What is kept of an entry when the rights of its mapping change. */
#define _PAGE_CHG_MASK	(PTE_PFN_MASK | _PAGE_ACCESSED | _PAGE_DIRTY | _PAGE_SAVED_DIRTY | \
			 _PAGE_SOFT_DIRTY | _PAGE_SPECIAL | _PAGE_DEVMAP)

static inline pte_t pte_modify(pte_t pte, pgprot_t newprot)
{
	pte_t result = __pte((pte.pte & _PAGE_CHG_MASK) | (newprot.pgprot & ~_PAGE_CHG_MASK));

	if (protnone_mask(pte.pte) != protnone_mask(result.pte))
		result.pte ^= PTE_PFN_MASK;
	return pte_write(result) ? pte_clear_saveddirty(result) : pte_mksaveddirty(result);
}

/* ---- entries in memory ---- */

static inline void set_pte_at(struct mm_struct *mm, unsigned long addr, pte_t *ptep, pte_t pte)
{
	WRITE_ONCE(*ptep, pte);
}

static inline pte_t ptep_get_and_clear(struct mm_struct *mm, unsigned long addr, pte_t *ptep)
{
	pte_t pte = *ptep;

	WRITE_ONCE(*ptep, __pte(0));
	return pte;
}

static inline void flush_tlb_page(struct vm_area_struct *vma, unsigned long addr)
{
	__lab_flush_tlb();
}

static inline void flush_tlb_range(struct vm_area_struct *vma, unsigned long start,
				   unsigned long end)
{
	__lab_flush_tlb();
}

static inline void flush_tlb_mm(struct mm_struct *mm)
{
	__lab_flush_tlb();
}

static inline pte_t ptep_clear_flush(struct vm_area_struct *vma, unsigned long addr, pte_t *ptep)
{
	pte_t pte = ptep_get_and_clear(vma->vm_mm, addr, ptep);

	flush_tlb_page(vma, addr);
	return pte;
}

/* ---- tables ---- */

#define pgd_offset(mm, addr)	((mm)->pgd + pgd_index(addr))

static inline bool pmd_trans_huge(pmd_t pmd)
{
	return (pmd.pmd & (_PAGE_PRESENT | _PAGE_PSE)) == (_PAGE_PRESENT | _PAGE_PSE);
}

pud_t *pud_alloc(struct mm_struct *mm, pgd_t *pgd, unsigned long addr);
pmd_t *pmd_alloc(struct mm_struct *mm, pud_t *pud, unsigned long addr);
int pte_alloc(struct mm_struct *mm, pmd_t *pmd);

/* The PMD entry of an address, or NULL if the tables do not reach that far. */
pmd_t *mm_find_pmd(struct mm_struct *mm, unsigned long addr);

/* The entry of an address with the lock of its table held; NULL if there is no table. */
static inline pte_t *pte_offset_map_lock(struct mm_struct *mm, pmd_t *pmd, unsigned long addr,
					 spinlock_t **ptlp)
{
	if (pmd_none(*pmd) || pmd_leaf(*pmd))
		return NULL;
	*ptlp = &mm->page_table_lock;
	spin_lock(*ptlp);
	return pte_offset_kernel(pmd, addr);
}

static inline void pte_unmap_unlock(pte_t *pte, spinlock_t *ptl)
{
	spin_unlock(ptl);
}

/* ---- the zero page ---- */

extern unsigned long zero_pfn;

static inline bool is_zero_pfn(unsigned long pfn)
{
	return pfn == zero_pfn;
}

#define my_zero_pfn(addr)	(zero_pfn)

#endif
