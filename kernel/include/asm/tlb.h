/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Pages on their way out of page tables. Their references are dropped only after the processor has
 * forgotten the translations, all together.
 */
#ifndef _ASM_TLB_H
#define _ASM_TLB_H

#include <linux/mm.h>

/* A page of addresses of struct pages; the low bit says that the mapping is still counted. */
#define MAX_GATHER_BATCH	((PAGE_SIZE - 2 * sizeof(unsigned long)) / sizeof(unsigned long))
#define ENCODED_PAGE_BIT_DELAY_RMAP	1UL

struct mmu_gather_batch {
	struct mmu_gather_batch *next;
	unsigned long nr;
	unsigned long encoded_pages[MAX_GATHER_BATCH];
};

struct mmu_gather {
	struct mm_struct *mm;
	struct mmu_gather_batch *first, *active;
	bool delayed_rmap;
};

void tlb_gather_mmu(struct mmu_gather *tlb, struct mm_struct *mm);
/* Hands the mapping's reference over. With @delay_rmap the mapping is to be counted out, too. */
void __tlb_remove_page(struct mmu_gather *tlb, struct page *page, bool delay_rmap);
/* Counts out the mappings that were delayed; the table's lock is held. */
void tlb_flush_rmaps(struct mmu_gather *tlb, struct vm_area_struct *vma);
void tlb_flush_mmu(struct mmu_gather *tlb);
void tlb_finish_mmu(struct mmu_gather *tlb);

#endif
