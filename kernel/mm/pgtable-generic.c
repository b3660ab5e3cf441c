// SPDX-License-Identifier: GPL-2.0-or-later
/* The tables of a user address space, made when an address in them is first needed. */
#include <linux/gfp.h>
#include <linux/mm.h>

static unsigned long new_user_table(void)
{
	unsigned long table = get_zeroed_page(GFP_KERNEL);

	return table ? __pa(table) | _PAGE_TABLE : 0;
}

pgtable_t pte_alloc_one(struct mm_struct *mm)
{
	return (pgtable_t)get_zeroed_page(GFP_KERNEL);
}

void pte_free(struct mm_struct *mm, pgtable_t table)
{
	free_page((unsigned long)table);
}

/* Which of several tables comes back makes no difference. The first word of each is the link. */
void pgtable_trans_huge_deposit(struct mm_struct *mm, pmd_t *pmdp, pgtable_t table)
{
	*(pgtable_t *)table = mm->pmd_huge_pte;
	mm->pmd_huge_pte = table;
}

pgtable_t pgtable_trans_huge_withdraw(struct mm_struct *mm, pmd_t *pmdp)
{
	pgtable_t table = mm->pmd_huge_pte;

	BUG_ON(!table);
	mm->pmd_huge_pte = *(pgtable_t *)table;
	*(pgtable_t *)table = NULL;
	return table;
}

pud_t *pud_alloc(struct mm_struct *mm, pgd_t *pgd, unsigned long addr)
{
	if (pgd_none(*pgd))
		pgd->pgd = new_user_table();
	return pgd_none(*pgd) ? NULL : pud_offset(pgd, addr);
}

pmd_t *pmd_alloc(struct mm_struct *mm, pud_t *pud, unsigned long addr)
{
	if (pud_none(*pud))
		pud->pud = new_user_table();
	return pud_none(*pud) ? NULL : pmd_offset(pud, addr);
}

/* 0 if there is a table below @pmd now, or 1 if there is no memory for one. */
int pte_alloc(struct mm_struct *mm, pmd_t *pmd)
{
	if (pmd_none(*pmd))
		pmd->pmd = new_user_table();
	return pmd_none(*pmd);
}

pmd_t *mm_find_pmd(struct mm_struct *mm, unsigned long addr)
{
	pgd_t *pgd = pgd_offset(mm, addr);
	pud_t *pud;

	if (pgd_none(*pgd))
		return NULL;
	pud = pud_offset(pgd, addr);
	if (pud_none(*pud))
		return NULL;
	return pmd_offset(pud, addr);
}

/* The tables that lie wholly in [floor, ceiling), below the entries of @table for [start, end). */
static void free_range(unsigned long *table, unsigned int shift, unsigned long start,
		       unsigned long end, unsigned long floor, unsigned long ceiling)
{
	unsigned long size = 1UL << shift;
	unsigned long addr;

	for (addr = start & ~(size - 1); addr < end; addr += size) {
		unsigned long *entry = &table[(addr >> shift) & (PTRS_PER_TABLE - 1)];

		if (!*entry)
			continue;
		if (shift > PMD_SHIFT)
			free_range((unsigned long *)__table_of(*entry), shift - 9,
				   max(addr, start), min(addr + size, end), floor, ceiling);
		if (addr < floor || addr + size > ceiling)
			continue;
		free_page((unsigned long)__table_of(*entry));
		*entry = 0;
	}
}

/* [start, end) is unmapped, and nothing else is mapped in [floor, ceiling). */
void free_pgtables(struct mm_struct *mm, unsigned long start, unsigned long end,
		   unsigned long floor, unsigned long ceiling)
{
	free_range((unsigned long *)mm->pgd, PGDIR_SHIFT, start, end, floor, ceiling);
}
