// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The PCI devices of the machine: the host bridge of QEMU's q35, and what the scenario's switches
 * plug in.
 */
#include <linux/bug.h>
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

/* The bus behind a root port. */
static struct pci_bus *port_bus(struct pci_bus *root, unsigned int slot, int number)
{
	struct pci_dev *port = plug(root, PCI_DEVFN(slot, 0), PCI_VENDOR_ID_INTEL, 0x3420,
				    PCI_EXP_TYPE_ROOT_PORT);
	struct pci_bus *bus = pci_add_new_bus(root, port, number);

	BUG_ON(!bus);
	return bus;
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
		plug(port_bus(root, 1, 1), 0, PCI_VENDOR_ID_NVIDIA, 0x1b80, PCI_EXP_TYPE_ENDPOINT);
}

#endif
