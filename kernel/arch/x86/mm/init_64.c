// SPDX-License-Identifier: GPL-2.0-or-later
/* The parts of adding and removing memory that depend on the architecture: x86-64's page tables. */
#include <linux/gfp.h>
#include <linux/memory_hotplug.h>
#include <linux/mm.h>

int add_pages(int nid, unsigned long start_pfn, unsigned long nr_pages,
	      struct mhp_params *params)
{
	return __add_pages(nid, start_pfn, nr_pages, params);
}

/*
 * On a real machine the memory also appears in the direct map here. The model has no bytes behind
 * device memory, only its struct pages: touching the memory itself is an oops.
 */
int arch_add_memory(int nid, u64 start, u64 size, struct mhp_params *params)
{
	return add_pages(nid, PHYS_PFN(start), PHYS_PFN(size), params);
}

void arch_remove_memory(u64 start, u64 size, struct vmem_altmap *altmap,
			struct dev_pagemap *pgmap)
{
	__remove_pages(PHYS_PFN(start), PHYS_PFN(size), altmap, pgmap);
}

/* Memory for the struct pages of a whole section is one 2 MiB page; for less, small pages. */
int vmemmap_populate(unsigned long start, unsigned long end, int node,
		     struct vmem_altmap *altmap)
{
	VM_BUG_ON(!PAGE_ALIGNED(start));
	VM_BUG_ON(!PAGE_ALIGNED(end));

	if (end - start < PAGES_PER_SECTION * sizeof(struct page))
		return vmemmap_populate_basepages(start, end, node, NULL);
	return vmemmap_populate_hugepages(start, end, node, altmap);
}

static pmd_t *kernel_pmd(unsigned long addr)
{
	pgd_t *pgd = pgd_offset_k(addr);
	pud_t *pud;

	if (pgd_none(*pgd))
		return NULL;
	pud = pud_offset(pgd, addr);
	if (pud_none(*pud))
		return NULL;
	return pmd_offset(pud, addr);
}

phys_addr_t slow_virt_to_phys(void *virt)
{
	unsigned long addr = (unsigned long)virt;
	pmd_t *pmd = kernel_pmd(addr);
	pte_t *pte;

	if (!pmd || pmd_none(*pmd))
		return ~0ULL;
	if (pmd_leaf(*pmd))
		return PFN_PHYS(pmd_pfn(*pmd)) + addr % PMD_SIZE;

	pte = pte_offset_kernel(pmd, addr);
	if (pte_none(*pte))
		return ~0ULL;
	return PFN_PHYS(pte_pfn(*pte)) + addr % PAGE_SIZE;
}

static void free_vmemmap_pmd(pmd_t *pmd, unsigned long addr)
{
	unsigned long block = (unsigned long)__va(PFN_PHYS(pmd_pfn(*pmd)));
	unsigned long offset;

	pmd->pmd = 0;
	for (offset = 0; offset < PMD_SIZE; offset += PAGE_SIZE)
		__lab_map((void *)(addr + offset), NULL);
	free_pages(block, PMD_ORDER);
}

/*
 * Unmaps one page of the vmemmap. RAM with shared tails in it is mapped several times in a row:
 * it is freed with the last of these mappings.
 */
static void free_vmemmap_page(unsigned long addr)
{
	phys_addr_t backing = slow_virt_to_phys((void *)addr);

	if (backing == ~0ULL)
		return;
	pte_offset_kernel(kernel_pmd(addr), addr)->pte = 0;
	__lab_map((void *)addr, NULL);
	if (slow_virt_to_phys((void *)(addr + PAGE_SIZE)) != backing)
		free_page((unsigned long)__va(backing));
}

/* Takes the memory behind struct pages away. The page tables stay for the next time. */
void vmemmap_free(unsigned long start, unsigned long end, struct vmem_altmap *altmap)
{
	unsigned long addr = start;

	while (addr < end) {
		pmd_t *pmd = kernel_pmd(addr);

		if (pmd && pmd_leaf(*pmd)) {
			free_vmemmap_pmd(pmd, addr);
			addr += PMD_SIZE;
		} else {
			free_vmemmap_page(addr);
			addr += PAGE_SIZE;
		}
	}
}
