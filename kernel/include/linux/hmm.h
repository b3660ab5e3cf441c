/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Mirroring a range of an address space for a device: which frame is where, with which rights. */
#ifndef _LINUX_HMM_H
#define _LINUX_HMM_H

#include <linux/mm.h>

struct mmu_interval_notifier;

/* Upper bits of an entry of hmm_pfns; the frame number stands below. */
enum hmm_pfn_flags {
	HMM_PFN_VALID = 1UL << 63,
	HMM_PFN_WRITE = 1UL << 62,
	HMM_PFN_ERROR = 1UL << 61,
	HMM_PFN_ORDER_SHIFT = 56,	/* five bits: how much the CPU maps at once */

	/* What the caller asks for. */
	HMM_PFN_REQ_FAULT = HMM_PFN_VALID,
	HMM_PFN_REQ_WRITE = HMM_PFN_WRITE,

	HMM_PFN_FLAGS = 0xFFUL << 56,
};

static inline struct page *hmm_pfn_to_page(unsigned long hmm_pfn)
{
	return pfn_to_page(hmm_pfn & ~(unsigned long)HMM_PFN_FLAGS);
}

static inline unsigned int hmm_pfn_to_map_order(unsigned long hmm_pfn)
{
	return (hmm_pfn >> HMM_PFN_ORDER_SHIFT) & 0x1F;
}

struct hmm_range {
	struct mmu_interval_notifier *notifier;
	unsigned long notifier_seq;
	unsigned long start;
	unsigned long end;
	unsigned long *hmm_pfns;
	unsigned long default_flags;	/* asked for on every page */
	unsigned long pfn_flags_mask;	/* what hmm_pfns may ask for page by page */
	void *dev_private_owner;	/* whose private pages are reported, not faulted in */
};

#define HMM_RANGE_DEFAULT_TIMEOUT	1000

int hmm_range_fault(struct hmm_range *range);

#endif
