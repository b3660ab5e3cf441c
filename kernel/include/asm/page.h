/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Pages and the direct map of x86-64 with four levels of page tables. */
#ifndef _ASM_PAGE_H
#define _ASM_PAGE_H

#include <linux/math.h>
#include <linux/types.h>

#define PAGE_SHIFT	12
#define PAGE_SIZE	(1UL << PAGE_SHIFT)
#define PAGE_MASK	(~(PAGE_SIZE - 1))

#define PAGE_ALIGN(addr)	ALIGN(addr, PAGE_SIZE)
#define PAGE_ALIGNED(addr)	IS_ALIGNED((unsigned long)(addr), PAGE_SIZE)

/* All physical memory, one to one. A native build has to move it out of the real kernel's way. */
#ifndef PAGE_OFFSET
#define PAGE_OFFSET	0xffff888000000000UL
#endif

#define __va(phys)	((void *)((unsigned long)(phys) + PAGE_OFFSET))
#define __pa(virt)	((unsigned long)(virt) - PAGE_OFFSET)

#endif
