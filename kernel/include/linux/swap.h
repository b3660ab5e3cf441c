/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The lists of page reclaim. New folios wait in a per-CPU batch before they are put on a list. */
#ifndef _LINUX_SWAP_H
#define _LINUX_SWAP_H

#include <linux/mm.h>

#define FOLIO_BATCH_SIZE	31

struct folio_batch {
	unsigned char nr;
	unsigned char i;
	bool percpu_pvec_drained;
	struct folio *folios[FOLIO_BATCH_SIZE];
};

/* Drops a reference of each folio; those that nobody refers to any more are freed together. */
void folios_put(struct folio_batch *fbatch);
/* The same, after the CPU's batches have let go of what they hold. */
void folio_batch_release(struct folio_batch *fbatch);

void folio_add_lru(struct folio *folio);
void folio_add_lru_vma(struct folio *folio, struct vm_area_struct *vma);
void lru_add_drain(void);
#define lru_add_drain_all()	lru_add_drain()	/* of all CPUs: there is one */

/* MADV_FREE: the folio may be dropped as long as it is clean. */
void folio_deactivate(struct folio *folio);
void folio_mark_lazyfree(struct folio *folio);
void folio_mark_accessed(struct folio *folio);
bool folio_isolate_lru(struct folio *folio);
void folio_putback_lru(struct folio *folio);

#endif
