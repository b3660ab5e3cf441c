/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef _LINUX_PFN_H
#define _LINUX_PFN_H

#include <asm/page.h>

#define PHYS_PFN(phys)	((unsigned long)((phys) >> PAGE_SHIFT))
#define PFN_PHYS(pfn)	((phys_addr_t)(pfn) << PAGE_SHIFT)

#endif
