/* SPDX-License-Identifier: GPL-2.0-or-later */
/* For those who implement DMA mapping. */
#ifndef _LINUX_DMA_MAP_OPS_H
#define _LINUX_DMA_MAP_OPS_H

#include <linux/dma-mapping.h>

/* How one PCI device reaches the memory of another. */
enum pci_p2pdma_map_type {
	/* Not found out yet; nobody gets this as an answer. */
	PCI_P2PDMA_MAP_UNKNOWN = 0,
	/* The way leads through a host bridge that is not known to let it pass. */
	PCI_P2PDMA_MAP_NOT_SUPPORTED,
	/* Through switches only: with the address that the bus uses. */
	PCI_P2PDMA_MAP_BUS_ADDR,
	/* Through a host bridge: with the address that the CPU uses. */
	PCI_P2PDMA_MAP_THRU_HOST_BRIDGE,
};

/* What was found out about the last piece's device map; zeroed before the first piece. */
struct pci_p2pdma_map_state {
	struct dev_pagemap *pgmap;
	int map;
	u64 bus_off;
};

#ifdef CONFIG_PCI_P2PDMA
enum pci_p2pdma_map_type pci_p2pdma_map_segment(struct pci_p2pdma_map_state *state,
						struct device *dev, struct scatterlist *sg);
#else
static inline enum pci_p2pdma_map_type
pci_p2pdma_map_segment(struct pci_p2pdma_map_state *state, struct device *dev,
		       struct scatterlist *sg)
{
	return PCI_P2PDMA_MAP_NOT_SUPPORTED;
}
#endif

#endif
