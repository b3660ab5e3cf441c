// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What the scenario does not do with device memory: hand pages out and take them back, look a map
 * up, ask for too much, and get things wrong. CASE chooses the last part, which ends the program.
 */
#include <lab.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/slab.h>

#ifdef PGMAP_IN_FOLIO
#define PGMAP_OF(page)	page_pgmap(page)
#else
#define PGMAP_OF(page)	((page)->pgmap)
#endif

#define CASE_CONFLICT		1	/* the same memory again */
#define CASE_TYPE		2	/* no type */
#define CASE_METHODS		3	/* private memory without methods */
#define CASE_MISALIGNED		4	/* half a subsection */
#define CASE_TAIL		5	/* a tail's map, taken for a real one */
#define CASE_LOCK		6	/* a page locked twice */
#define CASE_UNMAPPED		7	/* a struct page that is no longer there */
#define CASE_BUSY		8	/* a map taken away while a page of it is in use */

static unsigned long freed;

static void page_free(struct page *page)
{
	freed++;
}

static vm_fault_t migrate_to_ram(struct vm_fault *vmf)
{
	return VM_FAULT_SIGBUS;
}

static const struct dev_pagemap_ops ops = {
	.page_free = page_free,
	.migrate_to_ram = migrate_to_ram,
};

static struct dev_pagemap *new_map(enum memory_type type, unsigned long shift)
{
	struct dev_pagemap *pgmap = kzalloc(sizeof(*pgmap), GFP_KERNEL);
	struct resource *region = request_free_mem_region(&iomem_resource, SUBSECTION_SIZE, "life");

	pgmap->type = type;
	pgmap->range.start = region->start;
	pgmap->range.end = region->start + SUBSECTION_SIZE - 1;
	pgmap->nr_range = 1;
	pgmap->vmemmap_shift = shift;
	pgmap->owner = &freed;
	pgmap->ops = &ops;
	return pgmap;
}

static struct page *first_page(const struct dev_pagemap *pgmap)
{
	return pfn_to_page(PHYS_PFN(pgmap->range.start));
}

static void hand_out_and_take_back(struct dev_pagemap *pgmap)
{
	struct page *page = first_page(pgmap);

	zone_device_page_init(page);
	lab_pages("handed out", page, 1);
	unlock_page(page);
	get_page(page);
	put_page(page);
	lab_value("freed too early", freed);

	/* As after a migration: the contents were anonymous and charged. */
	page->mapping = (struct address_space *)(0x1000 | PAGE_MAPPING_ANON);
	set_bit(PG_anon_exclusive, &page->flags);
	page->memcg_data = 0x2000;
	put_page(page);
	lab_value("freed", freed);
	lab_pages("taken back", page, 1);
}

static void look_up(struct dev_pagemap *pgmap)
{
	unsigned long pfn = PHYS_PFN(pgmap->range.start);
	struct dev_pagemap *found = get_dev_pagemap(pfn + 5, NULL);

	lab_value("found by frame", found == pgmap);
	lab_value("found again", get_dev_pagemap(pfn + 6, found) == pgmap);
	lab_value("nothing below", get_dev_pagemap(pfn - 1, found) == NULL);
	lab_value("valid", pgmap_pfn_valid(pgmap, pfn));
	lab_value("invalid", !pgmap_pfn_valid(pgmap, PHYS_PFN(pgmap->range.end) + 1));
}

static long error_of(struct dev_pagemap *pgmap)
{
	void *mapped = memremap_pages(pgmap, 0);

	return IS_ERR(mapped) ? -PTR_ERR(mapped) : 0;
}

static void go_wrong(struct dev_pagemap *live)
{
	struct dev_pagemap *pgmap = new_map(MEMORY_DEVICE_PRIVATE, 0);
	struct page *page = first_page(live);

	switch (CASE) {
	case CASE_CONFLICT:
		pgmap->range = live->range;
		break;
	case CASE_TYPE:
		pgmap->type = 0;
		break;
	case CASE_METHODS:
		pgmap->ops = NULL;
		break;
	case CASE_MISALIGNED:
		pgmap->range.end = pgmap->range.start + SUBSECTION_SIZE / 2 - 1;
		break;
	case CASE_TAIL:
		pgmap->vmemmap_shift = 4;
		memremap_pages(pgmap, 0);
		page = first_page(pgmap);
		lab_value("private head", is_device_private_page(page));
		lab_value("private tail", is_device_private_page(page + 1));
		lab_value("same map", PGMAP_OF(page) == PGMAP_OF(page + 1));
		return;
	case CASE_LOCK:
		zone_device_page_init(page);
		lock_page(page);
		return;
	case CASE_UNMAPPED:
		memunmap_pages(live);
		lab_value("read", page->flags);
		return;
	case CASE_BUSY:
		zone_device_page_init(page);
		memunmap_pages(live);
		return;
	default:
		return;
	}
	lab_value("error", error_of(pgmap));
}

int lab_main(void)
{
	struct dev_pagemap *pgmap = new_map(MEMORY_DEVICE_PRIVATE, 0);

	lab_value("registered", error_of(pgmap));
	hand_out_and_take_back(pgmap);
	look_up(pgmap);
	go_wrong(pgmap);
	return 0;
}
