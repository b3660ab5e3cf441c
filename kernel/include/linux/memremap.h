/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Device memory with struct pages: how a driver registers it, and how pages lead back to it. */
#ifndef _LINUX_MEMREMAP_H
#define _LINUX_MEMREMAP_H

#include <linux/completion.h>
#include <linux/err.h>
#include <linux/ioport.h>
#include <linux/mmzone.h>
#include <linux/percpu-refcount.h>
#include <linux/range.h>

/**
 * struct vmem_altmap - Device memory set aside for its own struct pages.
 * @base_pfn: First frame of the device map.
 * @end_pfn: Frame after its last.
 * @reserve: Frames at the start that the driver keeps for itself.
 * @free: Frames set aside for struct pages.
 * @align: Frames lost to alignment.
 * @alloc: Frames used so far.
 * @inaccessible: The memory cannot be written before it is onlined.
 */
struct vmem_altmap {
	unsigned long base_pfn;
	const unsigned long end_pfn;
	const unsigned long reserve;
	unsigned long free;
	unsigned long align;
	unsigned long alloc;
	bool inaccessible;
};

/* 0 is no type, so that a map whose type was forgotten is noticed. */
enum memory_type {
	/* The CPU cannot reach it: a page in it comes back to RAM when the CPU touches it. */
	MEMORY_DEVICE_PRIVATE = 1,
	/* The CPU reaches it coherently; pages migrate into it like into another node. */
	MEMORY_DEVICE_COHERENT,
	/* Persistent memory below a DAX file system. */
	MEMORY_DEVICE_FS_DAX,
	/* Memory that the CPU reaches like RAM, handed out by a character device. */
	MEMORY_DEVICE_GENERIC,
	/* A PCI device's memory that other PCI devices read and write directly. */
	MEMORY_DEVICE_PCI_P2PDMA,
};

struct dev_pagemap_ops {
	/* A page's last reference is gone: it is the driver's again. */
	void (*page_free)(struct page *page);

	/* The CPU touched a private page: bring its contents back to RAM. */
	vm_fault_t (*migrate_to_ram)(struct vm_fault *vmf);

	/* Frames turned out to be broken. */
	int (*memory_failure)(struct dev_pagemap *pgmap, unsigned long pfn,
			      unsigned long nr_pages, int mf_flags);
};

#define PGMAP_ALTMAP_VALID	(1 << 0)

/**
 * struct dev_pagemap - One registration of device memory.
 * @altmap: Where struct pages live, if on the device (PGMAP_ALTMAP_VALID).
 * @ref: Keeps the map alive; users of pages hold references.
 * @done: Completed when @ref has reached zero.
 * @type: Which kind of memory.
 * @flags: PGMAP_ flags.
 * @vmemmap_shift: Order of the compound pages to set up; 0 for single pages.
 * @ops: What the driver does for its pages.
 * @owner: Tells one driver's pages from another's.
 * @nr_range: How many ranges are mapped.
 * @range: The range, if there is one.
 * @ranges: The ranges, if there are several.
 */
struct dev_pagemap {
	struct vmem_altmap altmap;
	struct percpu_ref ref;
	struct completion done;
	enum memory_type type;
	unsigned int flags;
	unsigned long vmemmap_shift;
	const struct dev_pagemap_ops *ops;
	void *owner;
	int nr_range;
	union {
		struct range range;
		DECLARE_FLEX_ARRAY(struct range, ranges);
	};
};

static inline struct vmem_altmap *pgmap_altmap(struct dev_pagemap *pgmap)
{
	if (pgmap->flags & PGMAP_ALTMAP_VALID)
		return &pgmap->altmap;
	return NULL;
}

/* Frames at the start of the map that are not handed out. */
static inline unsigned long vmem_altmap_offset(const struct vmem_altmap *altmap)
{
	return altmap ? altmap->reserve + altmap->free : 0;
}

/* How many pages make one compound page of this map. */
static inline unsigned long pgmap_vmemmap_nr(const struct dev_pagemap *pgmap)
{
	return 1UL << pgmap->vmemmap_shift;
}

static inline bool is_device_private_page(const struct page *page)
{
	return IS_ENABLED(CONFIG_DEVICE_PRIVATE) &&
		is_zone_device_page(page) &&
		page->pgmap->type == MEMORY_DEVICE_PRIVATE;
}

static inline bool folio_is_device_private(const struct folio *folio)
{
	return is_device_private_page(&folio->page);
}

static inline bool is_pci_p2pdma_page(const struct page *page)
{
	return IS_ENABLED(CONFIG_PCI_P2PDMA) &&
		is_zone_device_page(page) &&
		page->pgmap->type == MEMORY_DEVICE_PCI_P2PDMA;
}

static inline bool is_device_coherent_page(const struct page *page)
{
	return is_zone_device_page(page) &&
		page->pgmap->type == MEMORY_DEVICE_COHERENT;
}

static inline bool folio_is_device_coherent(const struct folio *folio)
{
	return is_device_coherent_page(&folio->page);
}

struct device;

void *memremap_pages(struct dev_pagemap *pgmap, int nid);
int memremap_add_range(struct dev_pagemap *pgmap, const struct range *range, int nid);
void memunmap_pages(struct dev_pagemap *pgmap);
/* The same, until @dev goes away. */
void *devm_memremap_pages(struct device *dev, struct dev_pagemap *pgmap);
void devm_memunmap_pages(struct device *dev, struct dev_pagemap *pgmap);
#ifdef CONFIG_ZONE_DEVICE
struct dev_pagemap *get_dev_pagemap(unsigned long pfn, struct dev_pagemap *pgmap);
#else
static inline struct dev_pagemap *get_dev_pagemap(unsigned long pfn, struct dev_pagemap *pgmap)
{
	return NULL;
}
#endif
bool pgmap_pfn_valid(struct dev_pagemap *pgmap, unsigned long pfn);
void zone_device_page_init(struct page *page);
void free_zone_device_folio(struct folio *folio);

static inline void put_dev_pagemap(struct dev_pagemap *pgmap)
{
	if (pgmap)
		percpu_ref_put(&pgmap->ref);
}

#endif
