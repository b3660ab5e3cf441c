/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The PG_ flags and how pages of one folio find each other.
 *
 * PAGEFLAG(Dirty, dirty, PF_HEAD) generates PageDirty(), SetPageDirty(), ClearPageDirty() and the
 * folio_… functions of the same meaning; the policy says on which page of a folio the flag is kept.
 */
#ifndef _LINUX_PAGE_FLAGS_H
#define _LINUX_PAGE_FLAGS_H

#include <linux/bitops.h>
#include <linux/mm_types.h>
#include <linux/mmdebug.h>

enum pageflags {
	PG_locked,
	PG_writeback,
	PG_referenced,
	PG_uptodate,
	PG_dirty,
	PG_lru,
	PG_head,		/* first page of a compound page */
	PG_waiters,
	PG_active,
	PG_workingset,
	PG_owner_priv_1,
	PG_owner_2,
	PG_arch_1,
	PG_reserved,
	PG_private,
	PG_private_2,
	PG_reclaim,
	PG_swapbacked,
	PG_unevictable,
	PG_mlocked,
	PG_hwpoison,
	PG_young,
	PG_idle,
	PG_arch_2,
	__NR_PAGEFLAGS,

	PG_readahead = PG_reclaim,
	PG_swapcache = PG_owner_priv_1,
	PG_checked = PG_owner_priv_1,
	PG_anon_exclusive = PG_owner_2,
	PG_mappedtodisk = PG_owner_2,

	/* In the flags of the first tail page, whose own flags would be unused. */
	PG_has_hwpoisoned = PG_active,
	PG_large_rmappable = PG_workingset,
	PG_partially_mapped = PG_reclaim,
};

/* Address of the head page, whatever page of the folio is asked. */
static inline unsigned long _compound_head(const struct page *page)
{
	unsigned long head = READ_ONCE(page->compound_head);

	if (unlikely(head & 1))
		return head - 1;
	return (unsigned long)page;
}

#define compound_head(page)	((typeof(page))_compound_head(page))

static inline void set_compound_head(struct page *page, struct page *head)
{
	WRITE_ONCE(page->compound_head, (unsigned long)head + 1);
}

static inline void clear_compound_head(struct page *page)
{
	WRITE_ONCE(page->compound_head, 0);
}

/* The folio of any of its pages; const stays const. */
#define page_folio(p)	(_Generic((p),						\
	const struct page *:	(const struct folio *)_compound_head(p),	\
	struct page *:		(struct folio *)_compound_head(p)))

#define folio_page(folio, n)	(&(folio)->page + (n))

static inline bool PageTail(const struct page *page)
{
	return READ_ONCE(page->compound_head) & 1;
}

static inline bool PageHead(const struct page *page)
{
	return test_bit(PG_head, &page->flags);
}

static inline bool PageCompound(const struct page *page)
{
	return PageHead(page) || PageTail(page);
}

static inline void __SetPageHead(struct page *page)
{
	__set_bit(PG_head, &page->flags);
}

static inline void __ClearPageHead(struct page *page)
{
	__clear_bit(PG_head, &page->flags);
}

static inline bool folio_test_large(const struct folio *folio)
{
	return test_bit(PG_head, &folio->flags);
}

/* True as long as nobody has initialised the struct page (CONFIG_DEBUG_VM). */
static inline bool PagePoisoned(const struct page *page)
{
	return READ_ONCE(page->flags) == ~0UL;
}

/* Where a flag is kept: on each page for itself, or on the head for all. */
#define PF_ANY(page)		(page)
#define PF_HEAD(page)		compound_head(page)

#define TESTPAGEFLAG(uname, lname, policy)				\
static inline bool folio_test_##lname(const struct folio *folio)	\
{									\
	return test_bit(PG_##lname, &folio->flags);			\
}									\
static inline bool Page##uname(const struct page *page)			\
{									\
	return test_bit(PG_##lname, &policy(page)->flags);		\
}

#define SETPAGEFLAG(uname, lname, policy)				\
static inline void folio_set_##lname(struct folio *folio)		\
{									\
	set_bit(PG_##lname, &folio->flags);				\
}									\
static inline void SetPage##uname(struct page *page)			\
{									\
	set_bit(PG_##lname, &policy(page)->flags);			\
}

#define CLEARPAGEFLAG(uname, lname, policy)				\
static inline void folio_clear_##lname(struct folio *folio)		\
{									\
	clear_bit(PG_##lname, &folio->flags);				\
}									\
static inline void ClearPage##uname(struct page *page)			\
{									\
	clear_bit(PG_##lname, &policy(page)->flags);			\
}

#define PAGEFLAG(uname, lname, policy)		\
	TESTPAGEFLAG(uname, lname, policy)	\
	SETPAGEFLAG(uname, lname, policy)	\
	CLEARPAGEFLAG(uname, lname, policy)

TESTPAGEFLAG(Locked, locked, PF_HEAD)
PAGEFLAG(Waiters, waiters, PF_HEAD)
PAGEFLAG(Referenced, referenced, PF_HEAD)
PAGEFLAG(Uptodate, uptodate, PF_HEAD)
PAGEFLAG(Dirty, dirty, PF_HEAD)
PAGEFLAG(LRU, lru, PF_HEAD)
PAGEFLAG(Active, active, PF_HEAD)
PAGEFLAG(Workingset, workingset, PF_HEAD)
PAGEFLAG(SwapBacked, swapbacked, PF_HEAD)
PAGEFLAG(Unevictable, unevictable, PF_HEAD)
PAGEFLAG(Mlocked, mlocked, PF_HEAD)
PAGEFLAG(Reserved, reserved, PF_ANY)
PAGEFLAG(Private, private, PF_ANY)
PAGEFLAG(HWPoison, hwpoison, PF_ANY)
PAGEFLAG(AnonExclusive, anon_exclusive, PF_ANY)
PAGEFLAG(SwapCache, swapcache, PF_HEAD)
PAGEFLAG(MappedToDisk, mappedtodisk, PF_HEAD)

static inline bool folio_test_clear_lru(struct folio *folio)
{
	return test_and_clear_bit(PG_lru, &folio->flags);
}

/* Flags of a large folio that its first tail page keeps, beside the order. */
#define FOLIO_SECOND_FLAG(lname)					\
static inline bool folio_test_##lname(const struct folio *folio)	\
{									\
	return test_bit(PG_##lname, &folio->_flags_1);			\
}									\
static inline void folio_set_##lname(struct folio *folio)		\
{									\
	set_bit(PG_##lname, &folio->_flags_1);				\
}									\
static inline void folio_clear_##lname(struct folio *folio)		\
{									\
	clear_bit(PG_##lname, &folio->_flags_1);			\
}

FOLIO_SECOND_FLAG(has_hwpoisoned)
FOLIO_SECOND_FLAG(large_rmappable)
FOLIO_SECOND_FLAG(partially_mapped)

#define PAGE_FLAGS_SECOND	(0xffUL | BIT(PG_has_hwpoisoned) | BIT(PG_large_rmappable) | \
				 BIT(PG_partially_mapped))

/* What must not be set, or has no meaning any more, when a page is handed out. */
#define PAGE_FLAGS_CHECK_AT_PREP	0x3eefffffUL

/*
 * What a folio that is not mapped page by page is used for, in the highest byte of the word that
 * would count the mappings of its first page.
 */
#define PGTY_hugetlb	0xf4u

static inline bool folio_test_hugetlb(const struct folio *folio)
{
	return folio->page.page_type >> 24 == PGTY_hugetlb;
}

static inline void __folio_set_hugetlb(struct folio *folio)
{
	VM_BUG_ON_FOLIO(folio->page.page_type != ~0u, folio);
	folio->page.page_type = PGTY_hugetlb << 24;
}

static inline void __folio_clear_hugetlb(struct folio *folio)
{
	folio->page.page_type = ~0u;
}

/* For a page that nobody else can see yet. */
static inline void __SetPageReserved(struct page *page)
{
	__set_bit(PG_reserved, &page->flags);
}

/* Low bits of page->mapping tell what kind of pointer it is. */
#define PAGE_MAPPING_ANON	0x1UL

static inline bool folio_test_anon(const struct folio *folio)
{
	return ((unsigned long)folio->mapping & PAGE_MAPPING_ANON) != 0;
}

static inline bool PageAnon(const struct page *page)
{
	return folio_test_anon((const struct folio *)compound_head(page));
}

static inline void __ClearPageAnonExclusive(struct page *page)
{
	__clear_bit(PG_anon_exclusive, &page->flags);
}

#endif
