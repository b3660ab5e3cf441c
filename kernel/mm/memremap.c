// SPDX-License-Identifier: GPL-2.0-or-later
/* Registering device memory (struct dev_pagemap), and the life of its pages. */
#include <linux/device.h>
#include <linux/err.h>
#include <linux/memcontrol.h>
#include <linux/memory_hotplug.h>
#include <linux/memremap.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/wait_bit.h>
#include <linux/xarray.h>
#include "internal.h"

#ifdef CONFIG_ZONE_DEVICE

/* Frame number to device map. */
static DEFINE_XARRAY(pgmap_array);

#ifdef CONFIG_FS_DAX
int devmap_managed_key;
#endif

/* As long as there is memory of file systems, put_page() has a closer look at device pages. */
static void devmap_managed_enable(const struct dev_pagemap *pgmap, int change)
{
#ifdef CONFIG_FS_DAX
	if (pgmap->type == MEMORY_DEVICE_FS_DAX)
		devmap_managed_key += change;
#endif
}

static void pgmap_array_delete(struct range *range)
{
	xa_store_range(&pgmap_array, PHYS_PFN(range->start), PHYS_PFN(range->end), NULL,
		       GFP_KERNEL);
}

/* The first frame of a range that is handed out: the memmap may take the first ones. */
static unsigned long pfn_first(struct dev_pagemap *pgmap, int range_id)
{
	unsigned long pfn = PHYS_PFN(pgmap->ranges[range_id].start);

	if (range_id)
		return pfn;
	return pfn + vmem_altmap_offset(pgmap_altmap(pgmap));
}

static unsigned long pfn_end(struct dev_pagemap *pgmap, int range_id)
{
	return PHYS_PFN(pgmap->ranges[range_id].end + 1);
}

/* How many folios the range holds. */
static unsigned long pfn_len(struct dev_pagemap *pgmap, int range_id)
{
	return (pfn_end(pgmap, range_id) - pfn_first(pgmap, range_id)) >> pgmap->vmemmap_shift;
}

bool pgmap_pfn_valid(struct dev_pagemap *pgmap, unsigned long pfn)
{
	int i;

	for (i = 0; i < pgmap->nr_range; i++) {
		const struct range *range = &pgmap->ranges[i];

		if (pfn >= PHYS_PFN(range->start) && pfn <= PHYS_PFN(range->end))
			return pfn >= pfn_first(pgmap, i);
	}
	return false;
}

/* Pages of these types hold a reference to their map from allocation to free, each for itself. */
static bool pages_count_themselves(const struct dev_pagemap *pgmap)
{
	return pgmap->type == MEMORY_DEVICE_PRIVATE || pgmap->type == MEMORY_DEVICE_COHERENT;
}

static void pageunmap_range(struct dev_pagemap *pgmap, int range_id)
{
	struct range *range = &pgmap->ranges[range_id];
	struct page *first_page = pfn_to_page(pfn_first(pgmap, range_id));

	remove_pfn_range_from_zone(page_zone(first_page), PHYS_PFN(range->start),
				   PHYS_PFN(range_len(range)));
	if (pgmap->type == MEMORY_DEVICE_PRIVATE)
		__remove_pages(PHYS_PFN(range->start), PHYS_PFN(range_len(range)), NULL, pgmap);
	else
		arch_remove_memory(range->start, range_len(range), pgmap_altmap(pgmap), pgmap);
	pgmap_array_delete(range);
}

/* Waits until nobody uses the map's pages any more, then takes them away. */
void memunmap_pages(struct dev_pagemap *pgmap)
{
	int i;

	percpu_ref_kill(&pgmap->ref);
	if (!pages_count_themselves(pgmap))
		for (i = 0; i < pgmap->nr_range; i++)
			percpu_ref_put_many(&pgmap->ref, pfn_len(pgmap, i));

	wait_for_completion(&pgmap->done);

	for (i = 0; i < pgmap->nr_range; i++)
		pageunmap_range(pgmap, i);
	percpu_ref_exit(&pgmap->ref);

	WARN_ONCE(pgmap->altmap.alloc, "failed to free all reserved pages\n");
	devmap_managed_enable(pgmap, -1);
}

static void dev_pagemap_percpu_release(struct percpu_ref *ref)
{
	struct dev_pagemap *pgmap = container_of(ref, struct dev_pagemap, ref);

	complete(&pgmap->done);
}

static bool conflicts(unsigned long pfn)
{
	struct dev_pagemap *conflict_pgmap = get_dev_pagemap(pfn, NULL);

	if (!conflict_pgmap)
		return false;
	WARN(1, "Conflicting mapping in same section\n");
	put_dev_pagemap(conflict_pgmap);
	return true;
}

/* Struct pages for one range: make room for them, register the range, initialise them. */
static int pagemap_range(struct dev_pagemap *pgmap, struct mhp_params *params, int range_id,
			 int nid)
{
	const bool is_private = pgmap->type == MEMORY_DEVICE_PRIVATE;
	struct range *range = &pgmap->ranges[range_id];
	unsigned long start_pfn = PHYS_PFN(range->start);
	unsigned long nr_pages = PHYS_PFN(range_len(range));
	struct zone *zone = &NODE_DATA(nid)->node_zones[ZONE_DEVICE];
	int error;

	if (WARN_ONCE(pgmap_altmap(pgmap) && range_id > 0,
		      "altmap not supported for multiple ranges\n"))
		return -EINVAL;

	if (conflicts(start_pfn) || conflicts(PHYS_PFN(range->end)))
		return -ENOMEM;

	if (region_intersects(range->start, range_len(range), IORESOURCE_SYSTEM_RAM,
			      IORES_DESC_NONE) != REGION_DISJOINT) {
		WARN_ONCE(1, "device memory overlaps RAM at 0x%lx\n", (unsigned long)range->start);
		return -ENXIO;
	}

	error = xa_store_range(&pgmap_array, start_pfn, PHYS_PFN(range->end), pgmap, GFP_KERNEL);
	if (error)
		return error;

	/* Private memory is out of the CPU's reach: it gets struct pages, but no direct map. */
	if (is_private)
		error = add_pages(nid, start_pfn, nr_pages, params);
	else
		error = arch_add_memory(nid, range->start, range_len(range), params);
	if (error) {
		pgmap_array_delete(range);
		return error;
	}
	move_pfn_range_to_zone(zone, start_pfn, nr_pages);

	memmap_init_zone_device(zone, start_pfn, nr_pages, pgmap);
	if (!pages_count_themselves(pgmap))
		percpu_ref_get_many(&pgmap->ref, pfn_len(pgmap, range_id));
	return 0;
}

/* What the driver has to bring along depends on the type. */
static int check_pgmap(const struct dev_pagemap *pgmap)
{
	if (WARN_ONCE(!pgmap->nr_range, "nr_range must be specified\n"))
		return -EINVAL;

	switch (pgmap->type) {
	case MEMORY_DEVICE_PRIVATE:
		if (WARN(!IS_ENABLED(CONFIG_DEVICE_PRIVATE), "Device private memory not supported\n"))
			return -EINVAL;
		if (WARN(!pgmap->ops || !pgmap->ops->migrate_to_ram,
			 "Missing migrate_to_ram method\n"))
			return -EINVAL;
		if (WARN(!pgmap->ops->page_free, "Missing page_free method\n"))
			return -EINVAL;
		if (WARN(!pgmap->owner, "Missing owner\n"))
			return -EINVAL;
		break;
	case MEMORY_DEVICE_COHERENT:
		if (WARN(!pgmap->ops->page_free, "Missing page_free method\n"))
			return -EINVAL;
		if (WARN(!pgmap->owner, "Missing owner\n"))
			return -EINVAL;
		break;
	case MEMORY_DEVICE_FS_DAX:
	case MEMORY_DEVICE_GENERIC:
	case MEMORY_DEVICE_PCI_P2PDMA:
		break;
	default:
		/* Said, but not refused. */
		WARN(1, "Invalid pgmap type %d\n", (int)pgmap->type);
		break;
	}
	return 0;
}

/*
 * Registers device memory: afterwards every frame of its ranges has a struct page that leads back
 * to @pgmap. Returns where the memory would lie in the direct map, or an error pointer.
 */
void *memremap_pages(struct dev_pagemap *pgmap, int nid)
{
	struct mhp_params params = {
		.altmap = pgmap_altmap(pgmap),
		.pgmap = pgmap,
	};
	const int nr_range = pgmap->nr_range;
	int error;

	error = check_pgmap(pgmap);
	if (error)
		return ERR_PTR(error);

	init_completion(&pgmap->done);
	error = percpu_ref_init(&pgmap->ref, dev_pagemap_percpu_release, 0, GFP_KERNEL);
	if (error)
		return ERR_PTR(error);

	devmap_managed_enable(pgmap, 1);

	/* Counts the finished ranges, so that a failure undoes exactly those. */
	pgmap->nr_range = 0;
	while (pgmap->nr_range < nr_range) {
		error = pagemap_range(pgmap, &params, pgmap->nr_range, nid);
		if (error) {
			memunmap_pages(pgmap);
			pgmap->nr_range = nr_range;
			return ERR_PTR(error);
		}
		pgmap->nr_range++;
	}

	return __va(pgmap->ranges[0].start);
}

/*
 * The model's own: one more range of a map that is in use, as if the map had had it from the start.
 * Whoever provides @pgmap has room for it behind the others.
 */
int memremap_add_range(struct dev_pagemap *pgmap, const struct range *range, int nid)
{
	struct mhp_params params = {
		.altmap = pgmap_altmap(pgmap),
		.pgmap = pgmap,
	};
	int error;

	pgmap->ranges[pgmap->nr_range] = *range;
	error = pagemap_range(pgmap, &params, pgmap->nr_range, nid);
	if (!error)
		pgmap->nr_range++;
	return error;
}

static void devm_memremap_pages_release(void *data)
{
	memunmap_pages(data);
}

void *devm_memremap_pages(struct device *dev, struct dev_pagemap *pgmap)
{
	void *ret = memremap_pages(pgmap, dev_to_node(dev));
	int error;

	if (IS_ERR(ret))
		return ret;
	error = devm_add_action_or_reset(dev, devm_memremap_pages_release, pgmap);
	return error ? ERR_PTR(error) : ret;
}

void devm_memunmap_pages(struct device *dev, struct dev_pagemap *pgmap)
{
	devm_release_action(dev, devm_memremap_pages_release, pgmap);
}

/*
 * The map that a frame belongs to, with a reference. A caller that goes through many frames hands
 * in what it got last time: mostly it is the same map, and no lookup is needed.
 */
struct dev_pagemap *get_dev_pagemap(unsigned long pfn, struct dev_pagemap *pgmap)
{
	resource_size_t phys = PFN_PHYS(pfn);

	if (pgmap) {
		if (phys >= pgmap->range.start && phys <= pgmap->range.end)
			return pgmap;
		put_dev_pagemap(pgmap);
	}

	pgmap = xa_load(&pgmap_array, pfn);
	if (pgmap && !percpu_ref_tryget_live(&pgmap->ref))
		pgmap = NULL;
	return pgmap;
}

/* The last reference to a device folio is gone: the driver gets it back. */
void free_zone_device_folio(struct folio *folio)
{
	if (WARN_ON_ONCE(!folio->page.pgmap->ops ||
			 !folio->page.pgmap->ops->page_free))
		return;

	mem_cgroup_uncharge(folio);

	/* Anonymous memory comes in single device pages so far. */
	if (folio_test_anon(folio)) {
		VM_BUG_ON_FOLIO(folio_test_large(folio), folio);
		__ClearPageAnonExclusive(folio_page(folio, 0));
	}

	/* It may still name the anon_vma of the former contents; the next user must not see it. */
	folio->mapping = NULL;
	folio->page.pgmap->ops->page_free(folio_page(folio, 0));

	/*
	 * Either the page gives back its reference to the map, or it was never counted there and
	 * is handed out again with one reference.
	 */
	if (folio->page.pgmap->type == MEMORY_DEVICE_PRIVATE ||
	    folio->page.pgmap->type == MEMORY_DEVICE_COHERENT)
		put_dev_pagemap(folio->page.pgmap);
	else
		folio_set_count(folio, 1);
}

/* The driver hands out a page: locked, with one reference, and the map cannot go away. */
void zone_device_page_init(struct page *page)
{
	WARN_ON_ONCE(!percpu_ref_tryget_live(&page->pgmap->ref));
	set_page_count(page, 1);
	lock_page(page);
}

#ifdef CONFIG_FS_DAX
/*
 * A file system's page is free when its count is 1: then nobody uses it but the map. Whoever waits
 * for that, to truncate the file, is woken up here.
 */
bool __put_devmap_managed_folio_refs(struct folio *folio, int refs)
{
	if (folio->page.pgmap->type != MEMORY_DEVICE_FS_DAX)
		return false;

	if (folio_ref_sub_return(folio, refs) == 1)
		wake_up_var(&folio->_refcount);
	return true;
}
#endif

#endif
