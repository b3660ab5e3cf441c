// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The physical address space and its owners. At start it is that of the machine on which the
 * kernels were measured: 40 address bits, 2 GiB of RAM with a part set aside for coherent device
 * memory, PCI windows, and a reserved area at the very top, so that free regions are found at the
 * same addresses as there.
 */
#include <linux/bug.h>
#include <linux/err.h>
#include <linux/ioport.h>
#include <linux/math.h>
#include <linux/mmzone.h>
#include <linux/slab.h>

#define CHILD(first, last, what, kind, next_resource) {			\
	.start = first, .end = last, .name = what, .flags = kind,	\
	.parent = &iomem_resource, .sibling = next_resource }

#define RAM	(IORESOURCE_SYSTEM_RAM | IORESOURCE_BUSY)

static struct resource boot_resources[] = {
	CHILD(0x0, 0xfff, "Reserved", IORESOURCE_MEM, &boot_resources[1]),
	CHILD(0x1000, 0x9fbff, "System RAM", RAM, &boot_resources[2]),
	CHILD(0x9fc00, 0xfffff, "Reserved", IORESOURCE_MEM, &boot_resources[3]),
	CHILD(0x100000, 0x4fffffff, "System RAM", RAM, &boot_resources[4]),
	CHILD(0x50000000, 0x6fffffff, "Reserved", IORESOURCE_MEM, &boot_resources[5]),
	CHILD(0x70000000, 0x77ffffff, "Persistent Memory (legacy)", IORESOURCE_MEM,
	      &boot_resources[6]),
	CHILD(0x78000000, 0x7ffd6fff, "System RAM", RAM, &boot_resources[7]),
	CHILD(0x7ffd7000, 0xffffffff, "Reserved", IORESOURCE_MEM, &boot_resources[8]),
	CHILD(0x100000000, 0x8ffffffff, "PCI Bus 0000:00", IORESOURCE_MEM, &boot_resources[9]),
	CHILD(0xfd00000000, 0xffffffffff, "Reserved", IORESOURCE_MEM, NULL),
};

struct resource iomem_resource = {
	.start = 0,
	.end = 0xffffffffff,
	.name = "PCI mem",
	.flags = IORESOURCE_MEM,
	.child = &boot_resources[0],
};

static bool overlaps(const struct resource *res, resource_size_t start, resource_size_t end)
{
	return res->start <= end && start <= res->end;
}

/*
 * Whether [start, start + size) touches resources with all of @flags, and whether it touches
 * anything else as well.
 */
int region_intersects(resource_size_t start, size_t size, unsigned long flags, unsigned long desc)
{
	resource_size_t end = start + size - 1;
	const struct resource *res;
	bool same = false, other = false;

	for (res = iomem_resource.child; res; res = res->sibling) {
		if (!overlaps(res, start, end))
			continue;
		if ((res->flags & flags) == flags &&
		    (desc == IORES_DESC_NONE || res->desc == desc))
			same = true;
		else
			other = true;
	}

	if (!same)
		return REGION_DISJOINT;
	return other ? REGION_MIXED : REGION_INTERSECTS;
}

static bool is_free(const struct resource *base, resource_size_t start, resource_size_t end)
{
	const struct resource *res;

	for (res = base->child; res; res = res->sibling)
		if (overlaps(res, start, end))
			return false;
	return true;
}

/* Siblings are sorted by address, and @res overlaps none of them. */
static void insert_resource(struct resource *base, struct resource *res)
{
	struct resource **link = &base->child;

	while (*link && (*link)->start < res->start)
		link = &(*link)->sibling;
	res->parent = base;
	res->sibling = *link;
	*link = res;
}

/*
 * Takes a region that nobody owns, as high in the address space as possible: device memory that
 * the CPU cannot address needs frame numbers, and RAM added later wants the low ones. Whole
 * sections, since memory is added by sections.
 */
struct resource *request_free_mem_region(struct resource *base, unsigned long size,
					 const char *name)
{
	unsigned long align = 1UL << SECTION_SIZE_BITS;
	struct resource *res;
	resource_size_t addr;

	size = ALIGN(size, align);
	res = kzalloc(sizeof(*res), GFP_KERNEL);
	if (!res)
		return ERR_PTR(-ENOMEM);

	addr = ALIGN_DOWN(base->end - size + 1, align);
	while (!is_free(base, addr, addr + size - 1)) {
		if (addr < base->start + align) {
			kfree(res);
			return ERR_PTR(-ERANGE);
		}
		addr -= align;
	}

	res->start = addr;
	res->end = addr + size - 1;
	res->name = name;
	res->flags = IORESOURCE_MEM | IORESOURCE_BUSY;
	res->desc = IORES_DESC_DEVICE_PRIVATE_MEMORY;
	insert_resource(base, res);
	return res;
}

void release_mem_region(resource_size_t start, resource_size_t size)
{
	struct resource **link = &iomem_resource.child;
	struct resource *res;

	while (*link && (*link)->start != start)
		link = &(*link)->sibling;

	res = *link;
	if (WARN_ON(!res || resource_size(res) != size))
		return;
	*link = res->sibling;
	kfree(res);
}
