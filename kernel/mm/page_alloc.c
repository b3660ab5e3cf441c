// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Pages of RAM for the kernel's own use. RAM has no struct pages in the model yet, so this is no
 * buddy allocator: blocks come one after the other, and freed blocks of each order are reused,
 * the last one first. The addresses are therefore the same in every run.
 */
#include <linux/bug.h>
#include <linux/gfp.h>
#include <linux/pfn.h>
#include <linux/string.h>

#define MAX_PAGE_ORDER	10

/* The kernel's image ends below, the reserved part of low RAM begins above. */
#define FIRST_FREE	0x02000000UL
#define END_OF_RAM	0x50000000UL

static unsigned long next_free = FIRST_FREE;

/* A free block's first word links to the next one. */
static unsigned long free_list[MAX_PAGE_ORDER + 1];

static unsigned long take_freed_block(unsigned int order)
{
	unsigned long addr = free_list[order];

	if (addr)
		free_list[order] = *(unsigned long *)addr;
	return addr;
}

static unsigned long take_fresh_block(unsigned int order)
{
	unsigned long size = PAGE_SIZE << order;
	unsigned long start = ALIGN(next_free, size);

	if (start + size > END_OF_RAM)
		return 0;
	next_free = start + size;
	return (unsigned long)__va(start);
}

unsigned long __get_free_pages(gfp_t gfp_mask, unsigned int order)
{
	unsigned long addr;

	if (WARN_ON_ONCE(order > MAX_PAGE_ORDER))
		return 0;

	addr = take_freed_block(order);
	if (!addr)
		addr = take_fresh_block(order);
	if (addr && (gfp_mask & __GFP_ZERO))
		memset((void *)addr, 0, PAGE_SIZE << order);
	return addr;
}

unsigned long get_zeroed_page(gfp_t gfp_mask)
{
	return __get_free_pages(gfp_mask | __GFP_ZERO, 0);
}

void free_pages(unsigned long addr, unsigned int order)
{
	if (!addr)
		return;
	*(unsigned long *)addr = free_list[order];
	free_list[order] = addr;
}
