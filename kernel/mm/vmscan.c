// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Reclaim, of what a program says it will not need soon. There is no swap space, so of anonymous
 * memory only what was given up by MADV_FREE goes; other pages look as if they were in use.
 */
#include <linux/fs.h>
#include <linux/pagemap.h>
#include <linux/rmap.h>
#include <linux/swap.h>
#include "internal.h"

/* True if the locked folio, whose only other reference is the caller's, is gone or is to be freed. */
static bool shrink_folio(struct folio *folio)
{
	bool anon = folio_test_anon(folio);

	if (!folio_evictable(folio))
		return false;
	if (anon && folio_test_swapbacked(folio)) {
		if (!folio_maybe_dma_pinned(folio))
			folio_set_active(folio);	/* nowhere to write it to */
		return false;
	}
	if (folio_mapped(folio))
		try_to_unmap(folio, TTU_BATCH_FLUSH);

	/* tmpfs would write to swap space, too. A page that others refer to is left alone. */
	if (folio_mapped(folio) || folio_maybe_dma_pinned(folio) ||
	    (folio_test_dirty(folio) && folio_ref_count(folio) == 2)) {
		folio_set_active(folio);
		return false;
	}
	if (folio_test_dirty(folio) || folio_ref_count(folio) != (anon ? 1 : 2))
		return false;
	if (!anon)
		filemap_remove_folio(folio);
	return true;
}

/* Isolated folios: what cannot be reclaimed goes back to the lists. */
void reclaim_pages(struct list_head *folio_list)
{
	LIST_HEAD(kept);

	while (!list_empty(folio_list)) {
		struct folio *folio = list_entry(folio_list->prev, struct folio, lru);
		bool reclaimed;

		list_del(&folio->lru);
		if (!folio_trylock(folio)) {
			list_add(&folio->lru, &kept);
			continue;
		}
		reclaimed = shrink_folio(folio);
		folio_unlock(folio);
		if (reclaimed)
			folio_put(folio);
		else
			list_add(&folio->lru, &kept);
	}
	while (!list_empty(&kept)) {
		struct folio *folio = list_entry(kept.prev, struct folio, lru);

		list_del(&folio->lru);
		folio_putback_lru(folio);
	}
}
