/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The page cache, and the page lock: PG_locked of the head page. */
#ifndef _LINUX_PAGEMAP_H
#define _LINUX_PAGEMAP_H

#include <linux/page-flags.h>

struct address_space;

/* The folio of an index with a reference, or NULL. */
struct folio *filemap_get_entry(struct address_space *mapping, pgoff_t index);
void filemap_remove_folio(struct folio *folio);

/* For a folio that nobody else can see yet. */
static inline void __folio_set_locked(struct folio *folio)
{
	__set_bit(PG_locked, &folio->flags);
}

static inline bool folio_trylock(struct folio *folio)
{
	return !test_and_set_bit(PG_locked, &folio->flags);
}

/* With one thread, the holder of a taken lock is the one who asks for it: a deadlock. */
static inline void folio_lock(struct folio *folio)
{
	if (!folio_trylock(folio)) {
		dump_page(&folio->page, "deadlock: the folio is locked already");
		BUG();
	}
}

static inline void folio_unlock(struct folio *folio)
{
	VM_BUG_ON_FOLIO(!folio_test_locked(folio), folio);
	clear_bit(PG_locked, &folio->flags);
}

static inline bool trylock_page(struct page *page)
{
	return folio_trylock(page_folio(page));
}

static inline void lock_page(struct page *page)
{
	folio_lock(page_folio(page));
}

static inline void unlock_page(struct page *page)
{
	folio_unlock(page_folio(page));
}

#endif
