/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef _LINUX_GFP_H
#define _LINUX_GFP_H

#include <linux/types.h>

#define __GFP_ZERO	0x100u
#define GFP_KERNEL	0xcc0u

/* Pages of RAM as addresses in the direct map; 0 if there is no memory left. */
unsigned long __get_free_pages(gfp_t gfp_mask, unsigned int order);
unsigned long get_zeroed_page(gfp_t gfp_mask);
void free_pages(unsigned long addr, unsigned int order);

#define free_page(addr)	free_pages(addr, 0)

#endif
