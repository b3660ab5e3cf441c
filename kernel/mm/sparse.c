// SPDX-License-Identifier: GPL-2.0-or-later
/* Sections of physical memory: which subsections are there, and where their struct pages are. */
#include <linux/err.h>
#include <linux/memory_hotplug.h>
#include <linux/mm.h>
#include <linux/slab.h>

struct mem_section *mem_section[NR_SECTION_ROOTS];

static int sparse_index_init(unsigned long section_nr)
{
	unsigned long root = section_nr / SECTIONS_PER_ROOT;

	if (!mem_section[root])
		mem_section[root] = (struct mem_section *)get_zeroed_page(GFP_KERNEL);
	return mem_section[root] ? 0 : -ENOMEM;
}

/* One bit for each subsection that the frames, all of one section, lie in. */
static unsigned long subsection_mask(unsigned long pfn, unsigned long nr_pages)
{
	unsigned long first = (pfn % PAGES_PER_SECTION) / PAGES_PER_SUBSECTION;
	unsigned long count = nr_pages / PAGES_PER_SUBSECTION;

	if (count == 64)
		return ~0UL;
	return ((1UL << count) - 1) << first;
}

static int fill_subsection_map(struct mem_section *ms, unsigned long pfn, unsigned long nr_pages)
{
	unsigned long mask = subsection_mask(pfn, nr_pages);

	if (!mask)
		return -EINVAL;
	if (ms->usage->subsection_map & mask)
		return -EEXIST;
	ms->usage->subsection_map |= mask;
	return 0;
}

static int clear_subsection_map(struct mem_section *ms, unsigned long pfn, unsigned long nr_pages)
{
	unsigned long mask = subsection_mask(pfn, nr_pages);

	if (WARN((ms->usage->subsection_map & mask) != mask,
		 "section already deactivated (0x%lx + %lx)\n", pfn, nr_pages))
		return -EINVAL;
	ms->usage->subsection_map &= ~mask;
	return 0;
}

static void section_deactivate(unsigned long pfn, unsigned long nr_pages,
			       struct vmem_altmap *altmap)
{
	struct mem_section *ms = __pfn_to_section(pfn);
	unsigned long memmap = (unsigned long)pfn_to_page(pfn);

	if (clear_subsection_map(ms, pfn, nr_pages))
		return;

	if (!early_section(ms))
		vmemmap_free(memmap, memmap + nr_pages * sizeof(struct page), altmap);
	if (ms->usage->subsection_map == 0) {
		kfree(ms->usage);
		ms->usage = NULL;
		ms->section_mem_map = 0;
	}
}

static struct page *section_activate(int nid, unsigned long pfn, unsigned long nr_pages,
				     struct vmem_altmap *altmap, struct dev_pagemap *pgmap)
{
	struct mem_section *ms = __pfn_to_section(pfn);
	struct page *memmap;
	int rc;

	if (!ms->usage) {
		ms->usage = kzalloc(sizeof(*ms->usage), GFP_KERNEL);
		if (!ms->usage)
			return ERR_PTR(-ENOMEM);
	}

	rc = fill_subsection_map(ms, pfn, nr_pages);
	if (rc)
		return ERR_PTR(rc);

	/* A section from boot time has its whole memmap already. */
	if (nr_pages < PAGES_PER_SECTION && early_section(ms))
		return pfn_to_page(pfn);

	memmap = __populate_section_memmap(pfn, nr_pages, nid, altmap, pgmap);
	if (!memmap) {
		section_deactivate(pfn, nr_pages, altmap);
		return ERR_PTR(-ENOMEM);
	}
	return memmap;
}

/* The memmap's address as if it started at frame 0: pfn_to_page() is then one addition. */
static unsigned long sparse_encode_mem_map(unsigned long section_nr)
{
	struct page *memmap = pfn_to_page(section_nr_to_pfn(section_nr));

	return (unsigned long)(memmap - section_nr_to_pfn(section_nr));
}

/* Adds frames that all lie in one section. */
int sparse_add_section(int nid, unsigned long start_pfn, unsigned long nr_pages,
		       struct vmem_altmap *altmap, struct dev_pagemap *pgmap)
{
	unsigned long section_nr = pfn_to_section_nr(start_pfn);
	struct mem_section *ms;
	struct page *memmap;
	int ret;

	ret = sparse_index_init(section_nr);
	if (ret < 0)
		return ret;

	memmap = section_activate(nid, start_pfn, nr_pages, altmap, pgmap);
	if (IS_ERR(memmap))
		return PTR_ERR(memmap);

	/* Whoever looks at these struct pages before they are initialised should notice. */
	if (!altmap || !altmap->inaccessible)
		page_init_poison(memmap, sizeof(struct page) * nr_pages);

	ms = __nr_to_section(section_nr);
	ms->section_mem_map = sparse_encode_mem_map(section_nr) |
		SECTION_MARKED_PRESENT | SECTION_HAS_MEM_MAP;
	return 0;
}

void sparse_remove_section(unsigned long pfn, unsigned long nr_pages,
			   struct vmem_altmap *altmap, struct dev_pagemap *pgmap)
{
	if (WARN_ON_ONCE(!valid_section(__pfn_to_section(pfn))))
		return;
	section_deactivate(pfn, nr_pages, altmap);
}
