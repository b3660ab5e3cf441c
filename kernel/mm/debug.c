// SPDX-License-Identifier: GPL-2.0-or-later
#include <linux/mm.h>
#include <linux/printk.h>

static void dump_words(const char *prefix, const struct page *page)
{
	const unsigned long *word = (const unsigned long *)page;
	unsigned int i;

	for (i = 0; i < sizeof(*page) / sizeof(*word); i += 4)
		pr_warn("%s: %016lx %016lx %016lx %016lx\n", prefix,
			word[i], word[i + 1], word[i + 2], word[i + 3]);
}

static void dump_folio(const struct folio *folio, const struct page *page)
{
	unsigned long index = folio->index + folio_page_idx(folio, page);

	pr_warn("page: refcount:%d mapcount:%d mapping:%px index:0x%lx pfn:0x%lx\n",
		folio_ref_count(folio), atomic_read(&page->_mapcount) + 1,
		(void *)folio->mapping, index, page_to_pfn(page));
	if (folio_test_large(folio))
		pr_warn("head: order:%d mapcount:%d entire_mapcount:%d nr_pages_mapped:%d "
			"pincount:%d\n", (int)folio_order(folio), folio_mapcount(folio),
			folio_entire_mapcount(folio), atomic_read(&folio->_nr_pages_mapped),
			atomic_read(&folio->_pincount));
#ifdef CONFIG_MEMCG
	if (folio->memcg_data)
		pr_warn("memcg:%lx\n", folio->memcg_data);
#endif
	pr_warn("%sflags: %pGp\n", folio_test_anon(folio) ? "anon " : "", (void *)&folio->flags);
	dump_words("raw", page);
	if (folio_test_large(folio)) {
		dump_words("head", folio_page(folio, 0));
		dump_words("head", folio_page(folio, 1));
	}
}

void dump_page(const struct page *page, const char *reason)
{
	if (PagePoisoned(page))
		pr_warn("page:%px is uninitialized and poisoned\n", (void *)page);
	else
		dump_folio(page_folio(page), page);
	if (reason)
		pr_warn("page dumped because: %s\n", reason);
}

#ifdef CONFIG_DEBUG_VM
/* All ones: whoever reads the page before it is initialised sees flags that no page has. */
void page_init_poison(struct page *page, size_t size)
{
	memset(page, PAGE_POISON_BYTE, size);
}
#endif
