/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who owns which physical addresses: a tree of ranges, sorted by address at each level. */
#ifndef _LINUX_IOPORT_H
#define _LINUX_IOPORT_H

#include <linux/types.h>

struct resource {
	resource_size_t start;
	resource_size_t end;
	const char *name;
	unsigned long flags;
	unsigned long desc;
	struct resource *parent, *sibling, *child;
};

#define IORESOURCE_MEM		0x00000200UL
#define IORESOURCE_SYSRAM	0x01000000UL
#define IORESOURCE_BUSY		0x80000000UL
#define IORESOURCE_SYSTEM_RAM	(IORESOURCE_MEM | IORESOURCE_SYSRAM)

enum {
	IORES_DESC_NONE = 0,
	IORES_DESC_DEVICE_PRIVATE_MEMORY = 6,
};

/* How a range lies to the resources of a kind. */
enum {
	REGION_INTERSECTS,
	REGION_DISJOINT,
	REGION_MIXED,
};

extern struct resource iomem_resource;

static inline resource_size_t resource_size(const struct resource *res)
{
	return res->end - res->start + 1;
}

int region_intersects(resource_size_t start, size_t size, unsigned long flags, unsigned long desc);
struct resource *request_free_mem_region(struct resource *base, unsigned long size,
					 const char *name);
void release_mem_region(resource_size_t start, resource_size_t size);

#endif
