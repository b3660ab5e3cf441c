/* SPDX-License-Identifier: GPL-2.0-or-later */
/* With a virtual memmap, frame number and struct page are an addition apart. */
#ifndef _LINUX_MEMORY_MODEL_H
#define _LINUX_MEMORY_MODEL_H

#include <linux/pfn.h>
#include <asm/pgtable.h>

#define pfn_to_page(pfn)	(vmemmap + (pfn))
#define page_to_pfn(page)	((unsigned long)((page) - vmemmap))

#endif
