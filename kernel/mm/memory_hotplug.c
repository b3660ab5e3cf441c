// SPDX-License-Identifier: GPL-2.0-or-later
#include <linux/memory_hotplug.h>
#include <linux/mm.h>

/* Memory comes in whole subsections. */
static bool misaligned(unsigned long pfn, unsigned long nr_pages)
{
	return !IS_ALIGNED(pfn, PAGES_PER_SUBSECTION) ||
		!IS_ALIGNED(nr_pages, PAGES_PER_SUBSECTION);
}

/* How many of the frames from @pfn to @end_pfn lie in the section of @pfn. */
static unsigned long pages_in_section(unsigned long pfn, unsigned long end_pfn)
{
	return min(end_pfn - pfn, SECTION_ALIGN_UP(pfn + 1) - pfn);
}

int __add_pages(int nid, unsigned long pfn, unsigned long nr_pages, struct mhp_params *params)
{
	const unsigned long end_pfn = pfn + nr_pages;
	unsigned long cur_nr_pages;
	int err;

	if (WARN(misaligned(pfn, nr_pages), "Misaligned start: 0x%lx end: 0x%lx\n",
		 pfn, end_pfn - 1))
		return -EINVAL;

	for (; pfn < end_pfn; pfn += cur_nr_pages) {
		cur_nr_pages = pages_in_section(pfn, end_pfn);
		err = sparse_add_section(nid, pfn, cur_nr_pages, params->altmap, params->pgmap);
		if (err)
			return err;
	}
	return 0;
}

void __remove_pages(unsigned long pfn, unsigned long nr_pages, struct vmem_altmap *altmap,
		    struct dev_pagemap *pgmap)
{
	const unsigned long end_pfn = pfn + nr_pages;
	unsigned long cur_nr_pages;

	for (; pfn < end_pfn; pfn += cur_nr_pages) {
		cur_nr_pages = pages_in_section(pfn, end_pfn);
		sparse_remove_section(pfn, cur_nr_pages, altmap, pgmap);
	}
}

/* Stretches the zone until the frames lie inside it. */
static void resize_zone_range(struct zone *zone, unsigned long start_pfn, unsigned long nr_pages)
{
	unsigned long old_end_pfn = zone->zone_start_pfn + zone->spanned_pages;

	if (!zone->spanned_pages || start_pfn < zone->zone_start_pfn)
		zone->zone_start_pfn = start_pfn;
	zone->spanned_pages = max(start_pfn + nr_pages, old_end_pfn) - zone->zone_start_pfn;
}

/* For ZONE_DEVICE that is all: the driver's registration initialises the struct pages itself. */
void move_pfn_range_to_zone(struct zone *zone, unsigned long start_pfn, unsigned long nr_pages)
{
	resize_zone_range(zone, start_pfn, nr_pages);
}

/* The pages are nobody's again, and say so. ZONE_DEVICE does not shrink. */
void remove_pfn_range_from_zone(struct zone *zone, unsigned long start_pfn,
				unsigned long nr_pages)
{
	const unsigned long end_pfn = start_pfn + nr_pages;
	unsigned long pfn, cur_nr_pages;

	VM_BUG_ON(!zone_is_zone_device(zone));
	for (pfn = start_pfn; pfn < end_pfn; pfn += cur_nr_pages) {
		cur_nr_pages = pages_in_section(pfn, end_pfn);
		page_init_poison(pfn_to_page(pfn), sizeof(struct page) * cur_nr_pages);
	}
}
