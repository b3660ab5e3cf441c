// SPDX-License-Identifier: GPL-2.0-or-later
#include <linux/errno.h>
#include "direct.h"

#ifdef CONFIG_PCI

/* A piece that was mapped with its bus address has no mapping. */
void dma_direct_unmap_sg(struct device *dev, struct scatterlist *sgl, int nents,
			 enum dma_data_direction dir, unsigned long attrs)
{
	struct scatterlist *sg;
	int i;

	for_each_sg(sgl, sg, nents, i) {
		if (sg_dma_is_bus_address(sg))
			sg_dma_unmark_bus_address(sg);
		else
			dma_direct_unmap_page(dev, sg->dma_address, sg_dma_len(sg), dir, attrs);
	}
}

/* @nents, or a negative error: then no piece is mapped. */
int dma_direct_map_sg(struct device *dev, struct scatterlist *sgl, int nents,
		      enum dma_data_direction dir, unsigned long attrs)
{
	struct pci_p2pdma_map_state p2pdma_state = { 0 };
	struct scatterlist *sg;
	int i, ret;

	for_each_sg(sgl, sg, nents, i) {
		if (is_pci_p2pdma_page(sg_page(sg))) {
			switch (pci_p2pdma_map_segment(&p2pdma_state, dev, sg)) {
			case PCI_P2PDMA_MAP_BUS_ADDR:
				continue;
			case PCI_P2PDMA_MAP_THRU_HOST_BRIDGE:
				/* Above the bridge it is an address like any other. */
				break;
			default:
				ret = -EREMOTEIO;
				goto out_unmap;
			}
		}

		sg->dma_address = dma_direct_map_page(dev, sg_page(sg), sg->offset, sg->length,
						      dir, attrs);
		if (sg->dma_address == DMA_MAPPING_ERROR) {
			ret = -EIO;
			goto out_unmap;
		}
		sg_dma_len(sg) = sg->length;
	}
	return nents;

out_unmap:
	dma_direct_unmap_sg(dev, sgl, i, dir, attrs);
	return ret;
}

#endif
