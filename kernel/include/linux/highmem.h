/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The bytes of a page, by its address in the direct map. */
#ifndef _LINUX_HIGHMEM_H
#define _LINUX_HIGHMEM_H

#include <linux/mm.h>

static inline void *page_address(const struct page *page)
{
	return __va(PFN_PHYS(page_to_pfn(page)));
}

static inline void copy_highpage(struct page *to, const struct page *from)
{
	memcpy(page_address(to), page_address(from), PAGE_SIZE);
}

static inline void clear_highpage(struct page *page)
{
	memset(page_address(page), 0, PAGE_SIZE);
}

static inline void memcpy_from_page(void *to, const struct page *page, size_t offset, size_t len)
{
	memcpy(to, (const char *)page_address(page) + offset, len);
}

static inline void memcpy_to_page(struct page *page, size_t offset, const void *from, size_t len)
{
	memcpy((char *)page_address(page) + offset, from, len);
}

/* Whether two pages hold the same bytes. */
static inline bool pages_identical(const struct page *a, const struct page *b)
{
	return !memcmp(page_address(a), page_address(b), PAGE_SIZE);
}

static inline void folio_zero_user(struct folio *folio, unsigned long addr_hint)
{
	unsigned long i;

	for (i = 0; i < folio_nr_pages(folio); i++)
		clear_highpage(folio_page(folio, i));
}

#endif
