// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Memory for struct pages. They lie in one virtual array, the vmemmap; here its pages get frames of
 * RAM behind them, by page-table entries like any other mapping.
 */
#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/printk.h>

pgd_t swapper_pg_dir[PTRS_PER_TABLE] __aligned(4096);

/* RAM for one page, or one PMD's worth, of the vmemmap. */
static void *vmemmap_alloc_block(unsigned int order, struct vmem_altmap *altmap)
{
	if (altmap) {
		pr_warn("vmemmap: the model has no bytes in device memory to hold a memmap\n");
		return NULL;
	}
	return (void *)__get_free_pages(GFP_KERNEL, order);
}

static unsigned long new_table(void)
{
	unsigned long table = get_zeroed_page(GFP_KERNEL);

	return table ? __pa(table) | _KERNPG_TABLE : 0;
}

static pmd_t *vmemmap_pmd_populate(unsigned long addr)
{
	pgd_t *pgd = pgd_offset_k(addr);
	pud_t *pud;

	if (pgd_none(*pgd))
		pgd->pgd = new_table();
	if (pgd_none(*pgd))
		return NULL;

	pud = pud_offset(pgd, addr);
	if (pud_none(*pud))
		pud->pud = new_table();
	if (pud_none(*pud))
		return NULL;

	return pmd_offset(pud, addr);
}

/* Writing a kernel page-table entry is what makes the machine map the page. */
static void set_kernel_pte(unsigned long addr, pte_t *pte, pte_t entry)
{
	*pte = entry;
	__lab_map((void *)addr, __va(PFN_PHYS(pte_pfn(entry))));
}

/* Maps one page: a page of its own, or @reuse, a page that others show already. */
static pte_t *vmemmap_populate_address(unsigned long addr, struct vmem_altmap *altmap,
				       void *reuse)
{
	pmd_t *pmd = vmemmap_pmd_populate(addr);
	pte_t *pte;
	void *p;

	if (!pmd)
		return NULL;
	if (pmd_none(*pmd))
		pmd->pmd = new_table();
	if (pmd_none(*pmd))
		return NULL;

	pte = pte_offset_kernel(pmd, addr);
	if (!pte_none(*pte))
		return pte;

	p = reuse ? reuse : vmemmap_alloc_block(0, altmap);
	if (!p)
		return NULL;
	set_kernel_pte(addr, pte, pfn_pte(PHYS_PFN(__pa(p)), PAGE_KERNEL));
	return pte;
}

static int vmemmap_populate_range(unsigned long start, unsigned long end,
				  struct vmem_altmap *altmap, void *reuse)
{
	unsigned long addr;

	for (addr = start; addr < end; addr += PAGE_SIZE)
		if (!vmemmap_populate_address(addr, altmap, reuse))
			return -ENOMEM;
	return 0;
}

int vmemmap_populate_basepages(unsigned long start, unsigned long end, int node,
			       struct vmem_altmap *altmap)
{
	return vmemmap_populate_range(start, end, altmap, NULL);
}

/* A PMD entry maps 2 MiB at once; the machine is told page by page. */
static void vmemmap_set_pmd(pmd_t *pmd, void *p, unsigned long addr)
{
	unsigned long offset;

	pmd->pmd = __pa(p) | PAGE_KERNEL | _PAGE_PSE;
	for (offset = 0; offset < PMD_SIZE; offset += PAGE_SIZE)
		__lab_map((void *)(addr + offset), (char *)p + offset);
}

int vmemmap_populate_hugepages(unsigned long start, unsigned long end, int node,
			       struct vmem_altmap *altmap)
{
	unsigned long addr;

	for (addr = start; addr < end; addr += PMD_SIZE) {
		pmd_t *pmd = vmemmap_pmd_populate(addr);
		void *p;

		if (!pmd)
			return -ENOMEM;
		if (pmd_none(*pmd)) {
			p = vmemmap_alloc_block(PMD_ORDER, altmap);
			if (!p)
				return -ENOMEM;
			vmemmap_set_pmd(pmd, p, addr);
		} else if (!pmd_leaf(*pmd) &&
			   vmemmap_populate_basepages(addr, addr + PMD_SIZE, node, altmap)) {
			return -ENOMEM;
		}
	}
	return 0;
}

/* A compound page larger than a subsection: this subsection has nothing but its tails. */
static bool reuse_compound_section(unsigned long start_pfn, struct dev_pagemap *pgmap)
{
	/* While a range is being added, nr_range is its index: see memremap_pages(). */
	unsigned long range_pfn = PHYS_PFN(pgmap->ranges[pgmap->nr_range].start);
	unsigned long nr_pages = pgmap_vmemmap_nr(pgmap);

	return !IS_ALIGNED(start_pfn - range_pfn, nr_pages) && nr_pages > PAGES_PER_SUBSECTION;
}

/* The page of tails that the vmemmap shows just below @addr. */
static void *compound_section_tail_page(unsigned long addr)
{
	phys_addr_t phys = slow_virt_to_phys((void *)(addr - PAGE_SIZE));

	return phys == ~0ULL ? NULL : __va(phys);
}

/*
 * All tails of a compound page from the second vmemmap page on would hold the same 64 bytes, since
 * they all name the same head. So each compound page gets two pages of RAM: one with the head and
 * the first tails, one full of tails that is shown again and again up to the end.
 */
static int vmemmap_populate_compound_pages(unsigned long start_pfn, unsigned long start,
					   unsigned long end, struct dev_pagemap *pgmap)
{
	unsigned long size, addr;

	if (reuse_compound_section(start_pfn, pgmap)) {
		void *tails = compound_section_tail_page(start);

		return tails ? vmemmap_populate_range(start, end, NULL, tails) : -ENOMEM;
	}

	size = min(end - start, pgmap_vmemmap_nr(pgmap) * sizeof(struct page));
	for (addr = start; addr < end; addr += size) {
		unsigned long tails = addr + PAGE_SIZE;
		pte_t *pte;

		if (!vmemmap_populate_address(addr, NULL, NULL))
			return -ENOMEM;
		pte = vmemmap_populate_address(tails, NULL, NULL);
		if (!pte)
			return -ENOMEM;
		if (vmemmap_populate_range(tails + PAGE_SIZE, addr + size, NULL,
					   __va(PFN_PHYS(pte_pfn(*pte)))))
			return -ENOMEM;
	}
	return 0;
}

/* Puts memory behind the struct pages of whole subsections. */
struct page *__populate_section_memmap(unsigned long pfn, unsigned long nr_pages, int nid,
				       struct vmem_altmap *altmap, struct dev_pagemap *pgmap)
{
	unsigned long start = (unsigned long)pfn_to_page(pfn);
	unsigned long end = start + nr_pages * sizeof(struct page);
	int r;

	if (WARN_ON_ONCE(!IS_ALIGNED(pfn, PAGES_PER_SUBSECTION) ||
			 !IS_ALIGNED(nr_pages, PAGES_PER_SUBSECTION)))
		return NULL;

	if (vmemmap_can_optimize(altmap, pgmap))
		r = vmemmap_populate_compound_pages(pfn, start, end, pgmap);
	else
		r = vmemmap_populate(start, end, nid, altmap);

	return r < 0 ? NULL : pfn_to_page(pfn);
}
