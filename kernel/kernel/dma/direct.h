/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef _KERNEL_DMA_DIRECT_H
#define _KERNEL_DMA_DIRECT_H

#include <linux/dma-map-ops.h>

int dma_direct_map_sg(struct device *dev, struct scatterlist *sgl, int nents,
		      enum dma_data_direction dir, unsigned long attrs);
void dma_direct_unmap_sg(struct device *dev, struct scatterlist *sgl, int nents,
			 enum dma_data_direction dir, unsigned long attrs);

/* Whether the device can put the whole address on the bus. */
static inline bool dma_capable(struct device *dev, dma_addr_t addr, size_t size)
{
	return addr + size - 1 <= *dev->dma_mask;
}

/* RAM out of the device's reach would be bounced; the model has no bounce buffers. */
static inline dma_addr_t dma_direct_map_page(struct device *dev, struct page *page,
					     unsigned long offset, size_t size,
					     enum dma_data_direction dir, unsigned long attrs)
{
	dma_addr_t dma_addr = page_to_phys(page) + offset;

	if (!dma_capable(dev, dma_addr, size)) {
		if (!is_pci_p2pdma_page(page))
			WARN_ONCE(1, "%s: DMA addr 0x%llx overflow (mask 0x%llx)\n",
				  dev_name(dev), dma_addr, *dev->dma_mask);
		return DMA_MAPPING_ERROR;
	}
	return dma_addr;
}

/* Caches are coherent: there is nothing to undo. */
static inline void dma_direct_unmap_page(struct device *dev, dma_addr_t addr, size_t size,
					 enum dma_data_direction dir, unsigned long attrs)
{
}

#endif
