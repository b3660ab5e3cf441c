/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Memory of a PCI device that other PCI devices read and write without a detour through RAM. */
#ifndef _LINUX_PCI_P2PDMA_H
#define _LINUX_PCI_P2PDMA_H

#include <linux/pci.h>

struct scatterlist;

#ifdef CONFIG_PCI_P2PDMA

/*
 * Registers a part of a BAR: it gets struct pages, and pci_alloc_p2pmem() hands it out. A size of 0
 * is all of the BAR from @offset on. It goes when the device goes.
 */
int pci_p2pdma_add_resource(struct pci_dev *pdev, int bar, size_t size, u64 offset);
/* Ports to pass from the provider to all clients; -1 if one of them cannot reach it. */
int pci_p2pdma_distance_many(struct pci_dev *provider, struct device **clients, int num_clients,
			     bool verbose);
bool pci_has_p2pmem(struct pci_dev *pdev);
/* The published provider that is nearest to the clients, or NULL. */
struct pci_dev *pci_p2pmem_find_many(struct device **clients, int num_clients);
/* A piece of the device's memory, by its address in the direct map, or NULL. */
void *pci_alloc_p2pmem(struct pci_dev *pdev, size_t size);
void pci_free_p2pmem(struct pci_dev *pdev, void *addr, size_t size);
pci_bus_addr_t pci_p2pmem_virt_to_bus(struct pci_dev *pdev, void *addr);
struct scatterlist *pci_p2pmem_alloc_sgl(struct pci_dev *pdev, unsigned int *nents, u32 length);
void pci_p2pmem_free_sgl(struct pci_dev *pdev, struct scatterlist *sgl);
/* Lets others find the memory. */
void pci_p2pmem_publish(struct pci_dev *pdev, bool publish);

static inline int pci_p2pdma_distance(struct pci_dev *provider, struct device *client,
				      bool verbose)
{
	return pci_p2pdma_distance_many(provider, &client, 1, verbose);
}

static inline struct pci_dev *pci_p2pmem_find(struct device *client)
{
	return pci_p2pmem_find_many(&client, 1);
}

#else

static inline int pci_p2pdma_add_resource(struct pci_dev *pdev, int bar, size_t size, u64 offset)
{
	return -EOPNOTSUPP;
}

#endif

#endif
