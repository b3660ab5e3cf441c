// SPDX-License-Identifier: GPL-2.0-or-later
#include <linux/gfp.h>
#include <linux/rmap.h>
#include <linux/swap.h>
#include <asm/tlb.h>

void tlb_gather_mmu(struct mmu_gather *tlb, struct mm_struct *mm)
{
	tlb->mm = mm;
	tlb->first = tlb->active = NULL;
	tlb->delayed_rmap = false;
}

static void tlb_next_batch(struct mmu_gather *tlb)
{
	struct mmu_gather_batch *batch = tlb->active ? tlb->active->next : tlb->first;

	if (!batch) {
		batch = (struct mmu_gather_batch *)get_zeroed_page(GFP_KERNEL);
		BUG_ON(!batch);
		if (tlb->active)
			tlb->active->next = batch;
		else
			tlb->first = batch;
	}
	tlb->active = batch;
}

void __tlb_remove_page(struct mmu_gather *tlb, struct page *page, bool delay_rmap)
{
	if (!tlb->active || tlb->active->nr == MAX_GATHER_BATCH)
		tlb_next_batch(tlb);
	if (delay_rmap)
		tlb->delayed_rmap = true;
	tlb->active->encoded_pages[tlb->active->nr++] =
		(unsigned long)page | (delay_rmap ? ENCODED_PAGE_BIT_DELAY_RMAP : 0);
}

static struct page *encoded_page(unsigned long encoded)
{
	return (struct page *)(encoded & ~ENCODED_PAGE_BIT_DELAY_RMAP);
}

void tlb_flush_rmaps(struct mmu_gather *tlb, struct vm_area_struct *vma)
{
	struct mmu_gather_batch *batch;
	unsigned long i;

	if (!tlb->delayed_rmap)
		return;
	for (batch = tlb->first; batch; batch = batch->next) {
		for (i = 0; i < batch->nr; i++) {
			struct page *page = encoded_page(batch->encoded_pages[i]);

			if (!(batch->encoded_pages[i] & ENCODED_PAGE_BIT_DELAY_RMAP))
				continue;
			folio_remove_rmap_pte(page_folio(page), page, vma);
			batch->encoded_pages[i] &= ~ENCODED_PAGE_BIT_DELAY_RMAP;
		}
	}
	tlb->delayed_rmap = false;
}

static void free_pages_and_swap_cache(struct mmu_gather_batch *batch)
{
	struct folio_batch folios = { 0 };
	unsigned long i;

	lru_add_drain();
	for (i = 0; i < batch->nr; i++) {
		folios.folios[folios.nr++] = page_folio(encoded_page(batch->encoded_pages[i]));
		if (folios.nr == FOLIO_BATCH_SIZE)
			folios_put(&folios);
	}
	folios_put(&folios);
	batch->nr = 0;
}

void tlb_flush_mmu(struct mmu_gather *tlb)
{
	struct mmu_gather_batch *batch;

	__lab_flush_tlb();
	for (batch = tlb->first; batch && batch->nr; batch = batch->next)
		free_pages_and_swap_cache(batch);
	tlb->active = tlb->first;
}

void tlb_finish_mmu(struct mmu_gather *tlb)
{
	tlb_flush_mmu(tlb);
	while (tlb->first) {
		struct mmu_gather_batch *next = tlb->first->next;

		free_page((unsigned long)tlb->first);
		tlb->first = next;
	}
}
