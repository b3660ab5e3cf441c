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

#define pte_val(entry)		((entry).pte)
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
	if (!pte_write(pte) || !(pte.pte & _PAGE_SAVED_DIRTY))
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

static inline pte_t pte_mkwrite_novma(pte_t pte)
{
	return pte_set_flags(pte, _PAGE_RW);
}

static inline pte_t pte_mkwrite(pte_t pte, struct vm_area_struct *vma)
{
	return pte_clear_saveddirty(pte_mkwrite_novma(pte));
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

/* The entry of a page @nr pages on; inverted bits count downwards. */
static inline pte_t pte_advance_pfn(pte_t pte, unsigned long nr)
{
	if (protnone_mask(pte.pte))
		return __pte(pte.pte - (nr << PAGE_SHIFT));
	return __pte(pte.pte + (nr << PAGE_SHIFT));
}

/* What is kept of an entry when the rights of its mapping change. */
#define _PAGE_CHG_MASK	(PTE_PFN_MASK | _PAGE_ACCESSED | _PAGE_DIRTY | _PAGE_SAVED_DIRTY | \
			 _PAGE_SOFT_DIRTY | _PAGE_SPECIAL | _PAGE_DEVMAP | _PAGE_UFFD_WP)
#define _HPAGE_CHG_MASK	(_PAGE_CHG_MASK | _PAGE_PSE)

static inline pte_t pte_modify(pte_t pte, pgprot_t newprot)
{
	pteval_t val = (pte.pte & _PAGE_CHG_MASK) | (newprot.pgprot & ~_PAGE_CHG_MASK);
	pte_t result = __pte(flip_protnone_guard(pte.pte, val, PTE_PFN_MASK));

	return pte_write(pte) ? pte_mksaveddirty(result) : pte_clear_saveddirty(result);
}

/* ---- entries that map 2 MiB at once ---- */

static inline pmd_t __pmd(pmdval_t val)
{
	pmd_t pmd = { val };

	return pmd;
}

#define pmd_val(entry)		((entry).pmd)
#define pmd_same(a, b)		((a).pmd == (b).pmd)

/* The bits of rights, dirt and use mean the same as in a PTE. */
#define pmd_pte(entry)		__pte(pmd_val(entry))
#define pte_pmd(entry)		__pmd(pte_val(entry))

/* PSE counts: while an entry is being split only PRESENT is taken away. */
static inline bool pmd_present(pmd_t pmd)
{
	return (pmd.pmd & (_PAGE_PRESENT | _PAGE_PROTNONE | _PAGE_PSE)) != 0;
}

static inline bool pmd_protnone(pmd_t pmd)
{
	return pte_protnone(pmd_pte(pmd));
}

static inline bool pmd_devmap(pmd_t pmd)
{
	return (pmd.pmd & _PAGE_DEVMAP) != 0;
}

static inline bool pmd_special(pmd_t pmd)
{
	return (pmd.pmd & _PAGE_SPECIAL) != 0;
}

static inline bool pmd_trans_huge(pmd_t pmd)
{
	return (pmd.pmd & (_PAGE_PSE | _PAGE_DEVMAP)) == _PAGE_PSE;
}

static inline bool is_swap_pmd(pmd_t pmd)
{
	return !pmd_none(pmd) && !pmd_present(pmd);
}

#define pmd_write(pmd)		pte_write(pmd_pte(pmd))
#define pmd_young(pmd)		pte_young(pmd_pte(pmd))
#define pmd_dirty(pmd)		pte_dirty(pmd_pte(pmd))
#define pmd_soft_dirty(pmd)	pte_soft_dirty(pmd_pte(pmd))
#define pmd_wrprotect(pmd)	pte_pmd(pte_wrprotect(pmd_pte(pmd)))
#define pmd_mkdirty(pmd)	pte_pmd(pte_mkdirty(pmd_pte(pmd)))
#define pmd_mkwrite(pmd, vma)	pte_pmd(pte_mkwrite(pmd_pte(pmd), vma))
#define pmd_mkclean(pmd)	pte_pmd(pte_mkclean(pmd_pte(pmd)))
#define pmd_mkold(pmd)		pte_pmd(pte_mkold(pmd_pte(pmd)))
#define pmd_mkyoung(pmd)	pte_pmd(pte_mkyoung(pmd_pte(pmd)))
#define pmd_mksoft_dirty(pmd)	pte_pmd(pte_mksoft_dirty(pmd_pte(pmd)))
#define pte_mkdevmap(pte)	__pte(pte_val(pte) | _PAGE_SPECIAL | _PAGE_DEVMAP)
#define pmd_mkdevmap(pmd)	__pmd(pmd_val(pmd) | _PAGE_DEVMAP)
#define pmd_mkspecial(pmd)	__pmd(pmd_val(pmd) | _PAGE_SPECIAL)
#define pmd_mkhuge(pmd)		__pmd(pmd_val(pmd) | _PAGE_PSE)

#define pmd_page(pmd)		pfn_to_page(pmd_pfn(pmd))
#define mk_pmd(page, prot)	pfn_pmd(page_to_pfn(page), (prot).pgprot)
#define mk_huge_pmd(page, prot)	pmd_mkhuge(mk_pmd(page, prot))

static inline pmd_t pmd_mkinvalid(pmd_t pmd)
{
	pmdval_t flags = pmd.pmd & ~PMD_PFN_MASK;

	return pfn_pmd(pmd_pfn(pmd), flags & ~(_PAGE_PRESENT | _PAGE_PROTNONE));
}

static inline pmd_t pmd_modify(pmd_t pmd, pgprot_t newprot)
{
	pmdval_t val = (pmd.pmd & _HPAGE_CHG_MASK) | (newprot.pgprot & ~_HPAGE_CHG_MASK);
	pte_t result = __pte(flip_protnone_guard(pmd.pmd, val, PMD_PFN_MASK));

	return pte_pmd(pmd_write(pmd) ? pte_mksaveddirty(result) : pte_clear_saveddirty(result));
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

static inline void set_pmd_at(struct mm_struct *mm, unsigned long addr, pmd_t *pmdp, pmd_t pmd)
{
	WRITE_ONCE(*pmdp, pmd);
}

static inline pmd_t pmdp_huge_get_and_clear(struct mm_struct *mm, unsigned long addr, pmd_t *pmdp)
{
	pmd_t pmd = *pmdp;

	WRITE_ONCE(*pmdp, __pmd(0));
	return pmd;
}

static inline pmd_t pmdp_huge_clear_flush(struct vm_area_struct *vma, unsigned long addr,
					  pmd_t *pmdp)
{
	pmd_t pmd = pmdp_huge_get_and_clear(vma->vm_mm, addr, pmdp);

	flush_tlb_range(vma, addr, addr + PMD_SIZE);
	return pmd;
}

/* Takes the processor's access away and leaves all else; returns what was there. */
static inline pmd_t pmdp_invalidate(struct vm_area_struct *vma, unsigned long addr, pmd_t *pmdp)
{
	pmd_t pmd = *pmdp;

	WRITE_ONCE(*pmdp, pmd_mkinvalid(pmd));
	flush_tlb_range(vma, addr, addr + PMD_SIZE);
	return pmd;
}

static inline bool pmdp_set_access_flags(struct vm_area_struct *vma, unsigned long addr,
					 pmd_t *pmdp, pmd_t entry, bool dirty)
{
	bool changed = !pmd_same(*pmdp, entry);

	if (changed && dirty)
		set_pmd_at(vma->vm_mm, addr, pmdp, entry);
	return changed;
}

static inline void pmdp_set_wrprotect(struct mm_struct *mm, unsigned long addr, pmd_t *pmdp)
{
	set_pmd_at(mm, addr, pmdp, pmd_wrprotect(*pmdp));
}

/* ---- tables ---- */

/* A table of PTEs that is in no PMD entry (yet). */
typedef pte_t *pgtable_t;

pgtable_t pte_alloc_one(struct mm_struct *mm);
void pte_free(struct mm_struct *mm, pgtable_t table);

static inline void pmd_populate(struct mm_struct *mm, pmd_t *pmd, pgtable_t table)
{
	WRITE_ONCE(*pmd, __pmd(__pa(table) | _PAGE_TABLE));
}

/* A huge entry has a table in reserve, so that it can be split when there is no memory. */
void pgtable_trans_huge_deposit(struct mm_struct *mm, pmd_t *pmdp, pgtable_t table);
pgtable_t pgtable_trans_huge_withdraw(struct mm_struct *mm, pmd_t *pmdp);

/* One lock for all tables; the kernel has one for each. */
#define pmd_lockptr(mm, pmd)	(&(mm)->page_table_lock)

static inline spinlock_t *pmd_lock(struct mm_struct *mm, pmd_t *pmd)
{
	spin_lock(pmd_lockptr(mm, pmd));
	return pmd_lockptr(mm, pmd);
}

#define pgd_offset(mm, addr)	((mm)->pgd + pgd_index(addr))

pud_t *pud_alloc(struct mm_struct *mm, pgd_t *pgd, unsigned long addr);
pmd_t *pmd_alloc(struct mm_struct *mm, pud_t *pud, unsigned long addr);
int pte_alloc(struct mm_struct *mm, pmd_t *pmd);

/* The PMD entry of an address, or NULL if the tables do not reach that far. */
pmd_t *mm_find_pmd(struct mm_struct *mm, unsigned long addr);

/* The entry of an address with the lock of its table held; NULL if there is no table. */
static inline pte_t *pte_offset_map_lock(struct mm_struct *mm, pmd_t *pmd, unsigned long addr,
					 spinlock_t **ptlp)
{
	if (!pmd_present(*pmd) || pmd_leaf(*pmd))
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
#define ZERO_PAGE(addr)		pfn_to_page(zero_pfn)

#endif
