// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The PCI devices of the machine: the host bridge of QEMU's q35, and what the scenario's switches
 * plug in.
 */
#include <linux/bug.h>
#include <linux/mmzone.h>
#include <linux/pci.h>

#ifdef CONFIG_PCI

static struct pci_dev *plug(struct pci_bus *bus, unsigned int devfn, unsigned short vendor,
			    unsigned short device, int type)
{
	struct pci_dev *dev = pci_alloc_dev(bus);

	BUG_ON(!dev);
	dev->devfn = devfn;
	dev->vendor = vendor;
	dev->device = device;
	dev->pcie_type = type;
	pci_device_add(dev, bus);
	return dev;
}

/* The bus behind a bridge. */
static struct pci_bus *port_bus(struct pci_bus *parent, unsigned int slot, int type, int number)
{
	struct pci_dev *port = plug(parent, PCI_DEVFN(slot, 0), PCI_VENDOR_ID_INTEL, 0x3420, type);
	struct pci_bus *bus = pci_add_new_bus(parent, port, number);

	BUG_ON(!bus);
	return bus;
}

/* QEMU's drive, with 2 MiB of memory of its own, of which the beginning is modelled. */
#define NVME_CMB_BAR		4
#define NVME_CMB_START		0x800000000ULL
#define NVME_CMB_MODELLED	(64UL * PAGE_SIZE)

static void plug_nvme(struct pci_bus *bus, int instance)
{
	struct pci_dev *dev = plug(bus, 0, PCI_VENDOR_ID_REDHAT, 0x0010, PCI_EXP_TYPE_ENDPOINT);
	struct resource *bar = &dev->resource[NVME_CMB_BAR];

	dev->class = PCI_CLASS_STORAGE_EXPRESS;
	bar->start = NVME_CMB_START + instance * SUBSECTION_SIZE;
	bar->end = bar->start + SUBSECTION_SIZE - 1;
	bar->flags = IORESOURCE_MEM;
	BUG_ON(pci_back_bar(dev, NVME_CMB_BAR, NVME_CMB_MODELLED));
}

/* Two drives at a switch, and one at a root port of its own. */
static void plug_drives(struct pci_bus *root)
{
	struct pci_bus *upstream = port_bus(root, 2, PCI_EXP_TYPE_ROOT_PORT, 2);
	struct pci_bus *ports = port_bus(upstream, 0, PCI_EXP_TYPE_UPSTREAM, 3);

	plug_nvme(port_bus(ports, 0, PCI_EXP_TYPE_DOWNSTREAM, 4), 0);
	plug_nvme(port_bus(ports, 1, PCI_EXP_TYPE_DOWNSTREAM, 5), 1);
	plug_nvme(port_bus(root, 3, PCI_EXP_TYPE_ROOT_PORT, 6), 2);
}

void pci_arch_init(void)
{
	struct pci_host_bridge *host = pci_alloc_host_bridge();
	struct pci_bus *root;

	BUG_ON(!host);
	root = pci_create_root_bus(host, 0);
	BUG_ON(!root);
	plug(root, PCI_DEVFN(0, 0), PCI_VENDOR_ID_INTEL, 0x29c0, PCI_EXP_TYPE_ENDPOINT);

	/* A card of the Pascal family: the only one for which the driver shares addresses. */
	if (IS_ENABLED(CONFIG_DRM_NOUVEAU))
		plug(port_bus(root, 1, PCI_EXP_TYPE_ROOT_PORT, 1), 0, PCI_VENDOR_ID_NVIDIA, 0x1b80,
		     PCI_EXP_TYPE_ENDPOINT);
	if (IS_ENABLED(CONFIG_BLK_DEV_NVME))
		plug_drives(root);
}

#endif
