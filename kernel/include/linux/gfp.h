/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef _LINUX_GFP_H
#define _LINUX_GFP_H

#include <linux/types.h>

#define __GFP_HIGHMEM	0x02u
#define __GFP_MOVABLE	0x08u	/* the owner can be asked to move the contents elsewhere */
#define __GFP_ZERO	0x100u
#define __GFP_RECLAIM	0xc00u	/* directly, or by waking kswapd */
#define __GFP_DIRECT_RECLAIM	0x400u
#define __GFP_NOWARN	0x2000u
#define __GFP_COMP	0x40000u	/* pages of one block become one compound page */
#define __GFP_NOMEMALLOC	0x80000u
#define GFP_ATOMIC	0x820u
#define GFP_KERNEL	0xcc0u
#define GFP_USER	(GFP_KERNEL | 0x100000u)
#define GFP_HIGHUSER	(GFP_USER | __GFP_HIGHMEM)
#define GFP_HIGHUSER_MOVABLE	(GFP_HIGHUSER | __GFP_MOVABLE)
#define GFP_TRANSHUGE_LIGHT	((GFP_HIGHUSER_MOVABLE | __GFP_COMP | __GFP_NOMEMALLOC | \
				  __GFP_NOWARN) & ~__GFP_RECLAIM)
#define GFP_TRANSHUGE		(GFP_TRANSHUGE_LIGHT | __GFP_DIRECT_RECLAIM)

/* Pages of RAM as addresses in the direct map; 0 if there is no memory left. */
unsigned long __get_free_pages(gfp_t gfp_mask, unsigned int order);
unsigned long get_zeroed_page(gfp_t gfp_mask);
void free_pages(unsigned long addr, unsigned int order);

#define free_page(addr)	free_pages(addr, 0)

/* Pages of RAM with struct pages; NULL if there is no memory left. */
struct page;
struct folio;
struct vm_area_struct;
struct page *alloc_pages(gfp_t gfp_mask, unsigned int order);
struct page *alloc_page_vma(gfp_t gfp_mask, struct vm_area_struct *vma, unsigned long addr);
struct folio *folio_alloc(gfp_t gfp_mask, unsigned int order);
struct folio *vma_alloc_folio(gfp_t gfp_mask, int order, struct vm_area_struct *vma,
			      unsigned long addr);

#define alloc_page(gfp_mask)	alloc_pages(gfp_mask, 0)

void __free_page(struct page *page);
void free_unref_page(struct page *page, unsigned int order);

#endif
