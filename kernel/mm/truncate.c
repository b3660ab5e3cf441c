// SPDX-License-Identifier: GPL-2.0-or-later
/* Taking folios away from a file. */
#include <linux/fs.h>
#include <linux/pagemap.h>
#include <linux/swap.h>
#include "internal.h"

#define PAGEVEC_SIZE	FOLIO_BATCH_SIZE

static void truncate_inode_folio(struct folio *folio)
{
	if (folio_mapped(folio))
		unmap_mapping_folio(folio);
	if (folio_test_dirty(folio))
		folio_clear_dirty(folio);
	folio_clear_mappedtodisk(folio);
	filemap_remove_folio(folio);
}

/* The next folios from *index on, locked, with a reference each. Those that are locked stay. */
static unsigned int find_lock_entries(struct address_space *mapping, pgoff_t *index, pgoff_t end,
				      struct folio_batch *fbatch)
{
	struct folio *folio;

	for (; fbatch->nr < PAGEVEC_SIZE && *index < end &&
	       (folio = xa_find(&mapping->i_pages, index, end - 1)); (*index)++) {
		if (!folio_try_get(folio))
			continue;
		if (folio_trylock(folio))
			fbatch->folios[fbatch->nr++] = folio;
		else
			folio_put(folio);
	}
	return fbatch->nr;
}

/* Removes the folios from @start to before @end. Those that somebody still refers to live on, alone. */
void truncate_folios(struct address_space *mapping, pgoff_t start, pgoff_t end)
{
	struct folio_batch fbatch = { 0 };
	pgoff_t index = start;
	struct folio *folio;
	unsigned int i;

	while (find_lock_entries(mapping, &index, end, &fbatch)) {
		for (i = 0; i < fbatch.nr; i++) {
			truncate_inode_folio(fbatch.folios[i]);
			folio_unlock(fbatch.folios[i]);
		}
		folio_batch_release(&fbatch);
	}

	/* What was locked a moment ago. */
	for (index = start; index < end && (folio = xa_find(&mapping->i_pages, &index, end - 1));
	     index++) {
		if (!folio_try_get(folio))
			continue;
		folio_lock(folio);
		truncate_inode_folio(folio);
		folio_unlock(folio);
		folio_put(folio);
	}
}
