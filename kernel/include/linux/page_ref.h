/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reference counts. They belong to folios: a tail page's own count stays 0. */
#ifndef _LINUX_PAGE_REF_H
#define _LINUX_PAGE_REF_H

#include <linux/atomic.h>
#include <linux/page-flags.h>

static inline int page_ref_count(const struct page *page)
{
	return atomic_read(&page->_refcount);
}

static inline int folio_ref_count(const struct folio *folio)
{
	return page_ref_count(&folio->page);
}

static inline int page_count(const struct page *page)
{
	return folio_ref_count(page_folio(page));
}

static inline void set_page_count(struct page *page, int count)
{
	atomic_set(&page->_refcount, count);
}

static inline void folio_set_count(struct folio *folio, int count)
{
	set_page_count(&folio->page, count);
}

/* A page starts with the reference of whoever set it up. */
static inline void init_page_count(struct page *page)
{
	set_page_count(page, 1);
}

static inline void folio_ref_inc(struct folio *folio)
{
	atomic_inc(&folio->_refcount);
}

static inline int folio_ref_sub_return(struct folio *folio, int nr)
{
	atomic_add(-nr, &folio->_refcount);
	return folio_ref_count(folio);
}

static inline void folio_ref_add(struct folio *folio, int nr)
{
	atomic_add(nr, &folio->_refcount);
}

static inline bool folio_ref_sub_and_test(struct folio *folio, int nr)
{
	return atomic_sub_and_test(nr, &folio->_refcount);
}

static inline bool folio_ref_dec_and_test(struct folio *folio)
{
	return atomic_dec_and_test(&folio->_refcount);
}

/* Takes all references away at once, if they are as many as expected: nobody can get one now. */
static inline bool folio_ref_freeze(struct folio *folio, int count)
{
	if (folio_ref_count(folio) != count)
		return false;
	folio_set_count(folio, 0);
	return true;
}

static inline void page_ref_unfreeze(struct page *page, int count)
{
	set_page_count(page, count);
}

static inline bool folio_ref_add_unless_zero(struct folio *folio, int nr)
{
	return atomic_add_unless(&folio->_refcount, nr, 0);
}

/* Takes a reference unless the folio is already free. */
static inline bool folio_try_get(struct folio *folio)
{
	return folio_ref_add_unless_zero(folio, 1);
}

/* With a reference, unless nobody has the page or it is a tail: a tail's own count is always 0. */
static inline struct folio *folio_get_nontail_page(struct page *page)
{
	if (!atomic_add_unless(&page->_refcount, 1, 0))
		return NULL;
	return (struct folio *)page;
}

#endif
