// SPDX-License-Identifier: GPL-2.0-or-later
/* DMA mapping without an IOMMU: devices use the addresses that the CPU uses. */
#include <linux/errno.h>
#include "direct.h"

#ifdef CONFIG_PCI

static int __dma_map_sg_attrs(struct device *dev, struct scatterlist *sg, int nents,
			      enum dma_data_direction dir, unsigned long attrs)
{
	BUG_ON(dir == DMA_NONE);
	if (WARN_ON_ONCE(!dev->dma_mask))
		return 0;
	return dma_direct_map_sg(dev, sg, nents, dir, attrs);
}

unsigned int dma_map_sg(struct device *dev, struct scatterlist *sg, int nents,
			enum dma_data_direction dir)
{
	int ret = __dma_map_sg_attrs(dev, sg, nents, dir, 0);

	return ret < 0 ? 0 : ret;
}

void dma_unmap_sg(struct device *dev, struct scatterlist *sg, int nents,
		  enum dma_data_direction dir)
{
	dma_direct_unmap_sg(dev, sg, nents, dir, 0);
}

int dma_map_sgtable(struct device *dev, struct sg_table *sgt, enum dma_data_direction dir,
		    unsigned long attrs)
{
	int nents = __dma_map_sg_attrs(dev, sgt->sgl, sgt->orig_nents, dir, attrs);

	if (nents < 0)
		return nents;
	sgt->nents = nents;
	return 0;
}

void dma_unmap_sgtable(struct device *dev, struct sg_table *sgt, enum dma_data_direction dir,
		       unsigned long attrs)
{
	dma_unmap_sg(dev, sgt->sgl, sgt->orig_nents, dir);
}

dma_addr_t dma_map_page(struct device *dev, struct page *page, size_t offset, size_t size,
			enum dma_data_direction dir)
{
	BUG_ON(dir == DMA_NONE);
	if (WARN_ON_ONCE(!dev->dma_mask))
		return DMA_MAPPING_ERROR;
	return dma_direct_map_page(dev, page, offset, size, dir, 0);
}

void dma_unmap_page(struct device *dev, dma_addr_t addr, size_t size, enum dma_data_direction dir)
{
	dma_direct_unmap_page(dev, addr, size, dir, 0);
}

#endif
