/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * PCI devices, the buses between them and the bridges that join the buses. What is on a machine is
 * found out at boot by reading configuration space; here whoever describes the machine adds it.
 */
#ifndef _LINUX_PCI_H
#define _LINUX_PCI_H

#include <linux/device.h>
#include <linux/ioport.h>

struct pci_bus;
struct pci_dev;
struct pci_p2pdma;

typedef u64 pci_bus_addr_t;

#define PCI_DEVFN(slot, func)	((((slot) & 0x1f) << 3) | ((func) & 7))
#define PCI_SLOT(devfn)		(((devfn) >> 3) & 0x1f)
#define PCI_FUNC(devfn)		((devfn) & 7)
#define PCI_DEVID(bus, devfn)	((u16)((bus) << 8 | (devfn)))

#define PCI_STD_NUM_BARS	6

#define PCI_VENDOR_ID_NVIDIA	0x10de
#define PCI_VENDOR_ID_REDHAT	0x1b36
#define PCI_VENDOR_ID_INTEL	0x8086

#define PCI_CLASS_STORAGE_EXPRESS	0x010802

/* What a PCI Express device is to its link. */
#define PCI_EXP_TYPE_ENDPOINT	0x0
#define PCI_EXP_TYPE_ROOT_PORT	0x4
#define PCI_EXP_TYPE_UPSTREAM	0x5
#define PCI_EXP_TYPE_DOWNSTREAM	0x6

/* Access Control Services: may a bridge let its devices talk to each other directly? */
#define PCI_ACS_CTRL		0x06
#define PCI_ACS_RR		0x0004	/* their requests go up to the root instead */
#define PCI_ACS_CR		0x0008	/* completions too */
#define PCI_ACS_EC		0x0020	/* a table in the bridge says who may */

struct pci_driver {
	const char *name;
	/* The device is being taken away; its managed resources go afterwards. */
	void (*remove)(struct pci_dev *dev);
};

/* One function of a device. Bridges are devices, too. */
struct pci_dev {
	struct list_head bus_list;
	struct pci_bus *bus;
	struct pci_bus *subordinate;	/* the bus behind a bridge */
	unsigned int devfn;
	unsigned short vendor;
	unsigned short device;
	unsigned int class;
	unsigned short pcie_type;	/* the kernel looks it up in pcie_flags_reg */
	const struct pci_driver *driver;
	struct device dev;
	struct resource resource[PCI_STD_NUM_BARS];	/* the memory it answers to */
	struct pci_p2pdma *p2pdma;
	u16 acs_cap;			/* where its ACS registers are; 0: none */
	u8 *config;			/* the machine's: the registers themselves */
	size_t backed[PCI_STD_NUM_BARS];	/* the machine's: bytes with something behind */
};

struct pci_bus {
	struct list_head node;		/* in the list of all buses */
	struct pci_bus *parent;
	struct list_head devices;
	struct pci_dev *self;		/* the bridge to it; NULL for a root bus */
	unsigned char number;
	int domain_nr;
	struct device *bridge;
};

/* Where PCI begins. Its bus may number memory otherwise than the CPU does. */
struct pci_host_bridge {
	struct device dev;
	struct pci_bus *bus;
	int domain_nr;
	resource_size_t offset;		/* CPU address minus bus address */
};

extern const struct bus_type pci_bus_type;

#define to_pci_dev(device)	container_of(device, struct pci_dev, dev)

static inline bool dev_is_pci(const struct device *dev)
{
	return dev->bus == &pci_bus_type;
}

static inline const char *pci_name(const struct pci_dev *pdev)
{
	return dev_name(&pdev->dev);
}

#define pci_info(pdev, ...)	dev_info(&(pdev)->dev, __VA_ARGS__)
#define pci_warn(pdev, ...)	dev_warn(&(pdev)->dev, __VA_ARGS__)

static inline int pci_domain_nr(const struct pci_bus *bus)
{
	return bus->domain_nr;
}

static inline u16 pci_dev_id(const struct pci_dev *dev)
{
	return PCI_DEVID(dev->bus->number, dev->devfn);
}

static inline int pci_pcie_type(const struct pci_dev *dev)
{
	return dev->pcie_type;
}

/* The bridge above a device; NULL on a root bus. */
static inline struct pci_dev *pci_upstream_bridge(const struct pci_dev *dev)
{
	return dev->bus->self;
}

#define pci_resource_start(dev, bar)	((dev)->resource[bar].start)
#define pci_resource_flags(dev, bar)	((dev)->resource[bar].flags)

static inline resource_size_t pci_resource_len(const struct pci_dev *dev, int bar)
{
	const struct resource *res = &dev->resource[bar];

	return res->end ? resource_size(res) : 0;
}

int pci_read_config_word(const struct pci_dev *dev, int where, u16 *val);
int pci_write_config_word(const struct pci_dev *dev, int where, u16 val);

struct pci_host_bridge *pci_alloc_host_bridge(void);
/* The bus at the bridge. NULL if there is no memory. */
struct pci_bus *pci_create_root_bus(struct pci_host_bridge *bridge, int number);
struct pci_bus *pci_add_new_bus(struct pci_bus *parent, struct pci_dev *bridge, int number);
struct pci_dev *pci_alloc_dev(struct pci_bus *bus);
void pci_device_add(struct pci_dev *dev, struct pci_bus *bus);
/*
 * The machine's: the first @size bytes of a BAR keep what is written to them. The rest of it is an
 * address range that nobody answers at.
 */
int pci_back_bar(struct pci_dev *dev, int bar, size_t size);
/* /sys/bus/pci/devices/ and the device's name, with a slash at its end. */
#define PCI_SYSFS_PATH	40
void pci_sysfs_path(const struct pci_dev *dev, char path[PCI_SYSFS_PATH]);
/* Its driver's resources go, and then the device. */
void pci_stop_and_remove_bus_device(struct pci_dev *dev);
struct pci_host_bridge *pci_find_host_bridge(struct pci_bus *bus);
/* The address of a BAR as devices on the bus use it. */
pci_bus_addr_t pci_bus_address(struct pci_dev *dev, int bar);
/* The device after @from, in order of buses; the first one after NULL. */
struct pci_dev *pci_get_device(struct pci_dev *from);
/* By its name, such as 0000:01:00.0. */
struct pci_dev *pci_find_by_name(const char *name);

#define for_each_pci_dev(pdev)	while (((pdev) = pci_get_device(pdev)) != NULL)

#endif
