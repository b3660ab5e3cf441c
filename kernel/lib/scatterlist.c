// SPDX-License-Identifier: GPL-2.0-or-later
#include <linux/errno.h>
#include <linux/scatterlist.h>
#include <linux/slab.h>

#ifdef CONFIG_PCI

struct scatterlist *sg_next(struct scatterlist *sg)
{
	return sg_is_last(sg) ? NULL : sg + 1;	/* no list of the model is chained */
}

void sg_init_table(struct scatterlist *sgl, unsigned int nents)
{
	memset(sgl, 0, sizeof(*sgl) * nents);
	sg_mark_end(&sgl[nents - 1]);
}

void sg_init_one(struct scatterlist *sg, const void *buf, unsigned int len)
{
	sg_init_table(sg, 1);
	sg_set_buf(sg, buf, len);
}

/*
 * Whether @a goes on where @b ends. Neighbouring frames may belong to two device maps: whoever gets
 * the piece asks only its first page for the map.
 */
static bool pages_are_mergeable(const struct page *a, const struct page *b)
{
	if (page_to_pfn(a) != page_to_pfn(b) + 1)
		return false;
	return zone_device_pages_have_same_pgmap(a, b);
}

/* How many of the pages, from the first on, make one piece. */
static unsigned int run_length(struct page **pages, unsigned int n_pages)
{
	unsigned int n = 1;

	while (n < n_pages && pages_are_mergeable(pages[n], pages[n - 1]))
		n++;
	return n;
}

static unsigned int count_runs(struct page **pages, unsigned int n_pages)
{
	unsigned int i, runs = 0;

	for (i = 0; i < n_pages; i += run_length(pages + i, n_pages - i))
		runs++;
	return runs;
}

int sg_alloc_table_from_pages(struct sg_table *sgt, struct page **pages, unsigned int n_pages,
			      unsigned int offset, unsigned long size, gfp_t gfp_mask)
{
	unsigned int nents = count_runs(pages, n_pages), i = 0;
	struct scatterlist *sg;

	memset(sgt, 0, sizeof(*sgt));
	if (!nents || nents > SG_MAX_SINGLE_ALLOC)
		return -EINVAL;
	sgt->sgl = kcalloc(nents, sizeof(*sgt->sgl), gfp_mask);
	if (!sgt->sgl)
		return -ENOMEM;
	sg_init_table(sgt->sgl, nents);

	for (sg = sgt->sgl; sg; sg = sg_next(sg)) {
		unsigned int run = run_length(pages + i, n_pages - i);
		unsigned long length = ((unsigned long)run << PAGE_SHIFT) - offset;

		length = min(length, size);
		sg_set_page(sg, pages[i], length, offset);
		size -= length;
		offset = 0;
		i += run;
	}
	sgt->nents = nents;
	sgt->orig_nents = nents;
	return 0;
}

void sg_free_table(struct sg_table *sgt)
{
	kfree(sgt->sgl);
	memset(sgt, 0, sizeof(*sgt));
}

#endif
