// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A driver that registers device memory in four shapes and then says what its struct pages look
 * like and what the kernel's helpers make of them:
 *
 *	order 4			compound pages of 16, memory of type GENERIC
 *	order 9			compound pages of 512, GENERIC: most tails share one vmemmap page
 *	order 0			single pages, GENERIC
 *	order 4 private		compound pages of 16, memory of type PRIVATE
 *
 * and, like the kernel's HMM test driver at boot, two chunks of single PRIVATE pages that it links
 * into its free list.
 */
#include <lab.h>
#include <linux/mm.h>
#include <linux/slab.h>

/* How the kernel at hand gets from a page to its device map; the scenario says which one it is. */
#ifdef PGMAP_IN_FOLIO
#define PGMAP_OF(page)	page_pgmap(page)
#else
#define PGMAP_OF(page)	((page)->pgmap)
#endif

/*
 * A real driver maps its whole region. Here the part that is looked at is enough, rounded up to
 * what can be mapped at all: it keeps the flow short, and changes no byte of these pages.
 */
#ifdef WHOLE_REGIONS
#define WHOLE	true
#else
#define WHOLE	false
#endif

#define CHUNK_BYTES	(256UL << 20)
#define WINDOW		8

static void driver_page_free(struct page *page)
{
	page->zone_device_data = NULL;
}

/* Nothing of this driver's memory is ever mapped, so no CPU can fault on it. */
static vm_fault_t driver_migrate_to_ram(struct vm_fault *vmf)
{
	return VM_FAULT_SIGBUS;
}

static const struct dev_pagemap_ops driver_ops = {
	.page_free = driver_page_free,
	.migrate_to_ram = driver_migrate_to_ram,
};

/* ---- four maps, one after the other ---- */

/* Under which names a map's readings appear. */
struct names {
	const char *map;
	const char *first_pfn, *nr_pages_expected;
	const char *pfn, *pgmap_read, *compound_head, *type, *owner;
	const char *head, *tail, *zone_device, *device_private;
	const char *backing;
	const char *order, *nr_pages_head, *nr_pages_tail;
	const char *same_heads, *same_head_tail, *same_tails, *same_across, *same_border;
};

#define NAMES(map_name) {							\
	.map = map_name,							\
	.first_pfn = map_name ": first_pfn",					\
	.nr_pages_expected = map_name ": folio_nr_pages_expected",		\
	.pfn = map_name ": pfn",						\
	.pgmap_read = map_name ": pgmap_read",					\
	.compound_head = map_name ": compound_head",				\
	.type = map_name ": type_via_pgmap_read",				\
	.owner = map_name ": owner_via_pgmap_read",				\
	.head = map_name ": PageHead",						\
	.tail = map_name ": PageTail",						\
	.zone_device = map_name ": is_zone_device_page",			\
	.device_private = map_name ": is_device_private_page",			\
	.backing = map_name ": vmemmap_backing_pfn",				\
	.order = map_name ": folio_order(head0)",				\
	.nr_pages_head = map_name ": folio_nr_pages(head0)",			\
	.nr_pages_tail = map_name ": folio_nr_pages(tail0.1)",			\
	.same_heads = map_name ": same_pgmap(head0,head1)",			\
	.same_head_tail = map_name ": same_pgmap(head0,tail0.1)",		\
	.same_tails = map_name ": same_pgmap(tail0.1,tail0.2)",			\
	.same_across = map_name ": same_pgmap(tail0.1,tail1.1)",		\
	.same_border = map_name ": same_pgmap(tail0.last,head1)",		\
}

static const struct names order4 = NAMES("order 4");
static const struct names order9 = NAMES("order 9");
static const struct names order0 = NAMES("order 0");
static const struct names order4_private = NAMES("order 4 private");

static void report_page(const struct names *say, const struct page *page)
{
	lab_value(say->pfn, page_to_pfn(page));
	lab_value(say->pgmap_read, (unsigned long)PGMAP_OF(page));
	lab_value(say->compound_head, (unsigned long)compound_head(page));
	lab_value(say->type, PGMAP_OF(page)->type);
	lab_value(say->owner, (unsigned long)PGMAP_OF(page)->owner);
	lab_value(say->head, PageHead(page));
	lab_value(say->tail, PageTail(page));
	lab_value(say->zone_device, is_zone_device_page(page));
	lab_value(say->device_private, is_device_private_page(page));
}

/* Of a large folio the head, the first tail and the last one tell all. */
static bool worth_telling(unsigned long index, unsigned long nr_pages)
{
	index %= nr_pages;
	return WHOLE || nr_pages <= 16 || index < 2 || index == nr_pages - 1;
}

static void report_folios(const struct names *say, const struct page *first, unsigned long nr_pages)
{
	const struct page *second = first + nr_pages;
	unsigned long i;

	lab_value(say->first_pfn, page_to_pfn(first));
	lab_value(say->nr_pages_expected, nr_pages);
	for (i = 0; i < 2 * nr_pages; i++)
		if (worth_telling(i, nr_pages))
			report_page(say, first + i);

	lab_value(say->order, folio_order(page_folio(first)));
	lab_value(say->nr_pages_head, folio_nr_pages(page_folio(first)));
	lab_value(say->nr_pages_tail, folio_nr_pages(page_folio(first + 1)));

	lab_value(say->same_heads, zone_device_pages_have_same_pgmap(first, second));
	lab_value(say->same_head_tail, zone_device_pages_have_same_pgmap(first, first + 1));
	lab_value(say->same_tails, zone_device_pages_have_same_pgmap(first + 1, first + 2));
	lab_value(say->same_across, zone_device_pages_have_same_pgmap(first + 1, second + 1));
	lab_value(say->same_border, zone_device_pages_have_same_pgmap(second - 1, second));
}

/* Which frame of RAM is behind each page of the vmemmap: equal numbers are shared struct pages. */
static void report_backing(const struct names *say, struct page *first, unsigned long count)
{
	char *start = (char *)first;
	char *end = (char *)(first + count);

	for (; start < end; start += PAGE_SIZE)
		lab_value(say->backing, PHYS_PFN(slow_virt_to_phys(start)));
}

static unsigned long bytes_to_map(const struct resource *region, unsigned long folio_bytes)
{
	if (WHOLE)
		return resource_size(region);
	return ALIGN(2 * folio_bytes, SUBSECTION_SIZE);
}

/* Registers memory in compound pages of 2^@shift, looks at the first two, and takes it away. */
static int show_map(const struct names *say, unsigned long shift, enum memory_type type)
{
	unsigned long nr_pages = 1UL << shift;
	struct dev_pagemap *pgmap;
	struct resource *region;
	struct page *first;
	void *mapped;

	lab_mark(say->map);
	pgmap = kzalloc(sizeof(*pgmap), GFP_KERNEL);
	if (!pgmap)
		return -ENOMEM;
	region = request_free_mem_region(&iomem_resource, 2 * nr_pages * PAGE_SIZE, "folioscope");
	if (IS_ERR(region)) {
		kfree(pgmap);
		return PTR_ERR(region);
	}

	pgmap->type = type;
	pgmap->range.start = region->start;
	pgmap->range.end = region->start + bytes_to_map(region, nr_pages * PAGE_SIZE) - 1;
	pgmap->nr_range = 1;
	pgmap->vmemmap_shift = shift;
	pgmap->owner = (void *)show_map;
	pgmap->ops = &driver_ops;

	mapped = memremap_pages(pgmap, 0);
	if (!IS_ERR(mapped)) {
		first = pfn_to_page(PHYS_PFN(pgmap->range.start));
		lab_pages(say->map, first, 2 * nr_pages);
		report_folios(say, first, nr_pages);
		report_backing(say, first, 2 * nr_pages);
		memunmap_pages(pgmap);
	}

	release_mem_region(region->start, resource_size(region));
	kfree(pgmap);
	return IS_ERR(mapped) ? PTR_ERR(mapped) : 0;
}

/* ---- two chunks of private memory, linked into a free list ---- */

struct device_memory {
	struct page *free_pages;
};

struct chunk {
	struct dev_pagemap pagemap;
	struct range second;		/* lies where pagemap.ranges[1] does */
	struct device_memory *device;
	struct resource *region;
};
static_assert(offsetof(struct chunk, second) == offsetof(struct chunk, pagemap.ranges) +
	      sizeof(struct range), "the second range must follow the first");

static struct device_memory devices[2];

static struct chunk *new_chunk(struct device_memory *device)
{
	struct chunk *chunk = kzalloc(sizeof(*chunk), GFP_KERNEL);

	if (!chunk)
		return NULL;
	chunk->device = device;
	chunk->region = request_free_mem_region(&iomem_resource, CHUNK_BYTES, "hmm_dmirror");
	if (IS_ERR(chunk->region)) {
		kfree(chunk);
		return NULL;
	}
	return chunk;
}

/* The whole region, or its first and its last piece. */
static void set_ranges(struct chunk *chunk)
{
	const struct resource *region = chunk->region;

	chunk->pagemap.nr_range = 1;
	chunk->pagemap.range.start = region->start;
	chunk->pagemap.range.end = region->end;
	if (WHOLE)
		return;

	chunk->pagemap.nr_range = 2;
	chunk->pagemap.range.end = region->start + SUBSECTION_SIZE - 1;
	chunk->second.start = region->end - SUBSECTION_SIZE + 1;
	chunk->second.end = region->end;
}

/* From here on the second word after the flags links the page to the one freed before it. */
static void link_pages(struct device_memory *device, const struct range *range)
{
	unsigned long pfn;

	for (pfn = PHYS_PFN(range->start); pfn <= PHYS_PFN(range->end); pfn++) {
		struct page *page = pfn_to_page(pfn);

		page->zone_device_data = device->free_pages;
		device->free_pages = page;
	}
}

static int register_chunk(struct chunk *chunk, const char *name)
{
	struct dev_pagemap *pgmap = &chunk->pagemap;
	void *mapped;
	int i;

	lab_mark(name);
	set_ranges(chunk);
	pgmap->type = MEMORY_DEVICE_PRIVATE;
	pgmap->ops = &driver_ops;
	pgmap->owner = chunk->device;

	mapped = memremap_pages(pgmap, 0);
	if (IS_ERR(mapped))
		return PTR_ERR(mapped);
	lab_pages(name, pfn_to_page(PHYS_PFN(chunk->region->start)), WINDOW);

	for (i = 0; i < pgmap->nr_range; i++)
		link_pages(chunk->device, &pgmap->ranges[i]);
	return 0;
}

static void show_chunk(const struct chunk *chunk, const char *first_pages, const char *last_pages)
{
	unsigned long first = PHYS_PFN(chunk->region->start);
	unsigned long end = PHYS_PFN(chunk->region->end + 1);

	lab_pages(first_pages, pfn_to_page(first), WINDOW);
	lab_pages(last_pages, pfn_to_page(end - WINDOW), WINDOW);
}

int lab_main(void)
{
	/* The chunks take their addresses first, from the top; what follows comes below. */
	struct chunk *upper = new_chunk(&devices[0]);
	struct chunk *lower = new_chunk(&devices[1]);
	int error;

	if (!upper || !lower)
		return -ENOMEM;

	error = show_map(&order4, 4, MEMORY_DEVICE_GENERIC);
	if (!error)
		error = show_map(&order9, 9, MEMORY_DEVICE_GENERIC);
	if (!error)
		error = show_map(&order0, 0, MEMORY_DEVICE_GENERIC);
	if (!error)
		error = show_map(&order4_private, 4, MEMORY_DEVICE_PRIVATE);
	if (!error)
		error = register_chunk(upper, "upper chunk");
	if (!error)
		error = register_chunk(lower, "lower chunk");
	if (error)
		return error;

	lab_mark("free lists linked");
	show_chunk(lower, "lower chunk, first pages", "lower chunk, last pages");
	show_chunk(upper, "upper chunk, first pages", "upper chunk, last pages");
	return 0;
}
