/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A frame number that says what kind of frame it is. */
#ifndef _LINUX_PFN_T_H
#define _LINUX_PFN_T_H

#include <linux/mm.h>

typedef struct {
	u64 val;
} pfn_t;

#define PFN_DEV		(1ULL << 61)	/* not RAM of the page allocator */
#define PFN_MAP		(1ULL << 60)	/* but with struct pages that a driver has registered */
#define PFN_FLAGS_MASK	((u64)~PAGE_MASK << (64 - PAGE_SHIFT))

static inline pfn_t phys_to_pfn_t(phys_addr_t addr, u64 flags)
{
	pfn_t pfn = { (addr >> PAGE_SHIFT) | (flags & PFN_FLAGS_MASK) };

	return pfn;
}

static inline unsigned long pfn_t_to_pfn(pfn_t pfn)
{
	return pfn.val & ~PFN_FLAGS_MASK;
}

static inline bool pfn_t_devmap(pfn_t pfn)
{
	return (pfn.val & (PFN_DEV | PFN_MAP)) == (PFN_DEV | PFN_MAP);
}

/* Map frames that nobody counts. Both return VM_FAULT_NOPAGE: there is no page to map any more. */
vm_fault_t vmf_insert_mixed(struct vm_area_struct *vma, unsigned long addr, pfn_t pfn);
vm_fault_t vmf_insert_pfn_pmd(struct vm_fault *vmf, pfn_t pfn, bool write);

#endif
