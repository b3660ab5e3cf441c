// SPDX-License-Identifier: GPL-2.0-or-later
/* Buses and devices: adding, finding and removing them. */
#include <linux/bug.h>
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/pci.h>

#ifdef CONFIG_PCI

const struct bus_type pci_bus_type = { .name = "pci" };

const char *dev_driver_string(const struct device *dev)
{
	const struct pci_driver *driver = dev_is_pci(dev) ? to_pci_dev(dev)->driver : NULL;

	return driver ? driver->name : dev->bus->name;
}

static LIST_HEAD(pci_buses);

/* Devices of the model reach all memory that there is. */
static u64 dma_mask_64 = ~0ULL;

struct pci_host_bridge *pci_alloc_host_bridge(void)
{
	struct pci_host_bridge *bridge = kzalloc(sizeof(*bridge), GFP_KERNEL);

	if (bridge)
		device_initialize(&bridge->dev);
	return bridge;
}

static struct pci_bus *pci_alloc_bus(struct pci_bus *parent, int number)
{
	struct pci_bus *bus = kzalloc(sizeof(*bus), GFP_KERNEL);

	if (!bus)
		return NULL;
	INIT_LIST_HEAD(&bus->devices);
	bus->parent = parent;
	bus->number = number;
	list_add_tail(&bus->node, &pci_buses);
	return bus;
}

struct pci_bus *pci_create_root_bus(struct pci_host_bridge *bridge, int number)
{
	struct pci_bus *bus = pci_alloc_bus(NULL, number);

	if (!bus)
		return NULL;
	bus->bridge = &bridge->dev;
	bus->domain_nr = bridge->domain_nr;
	bridge->bus = bus;
	return bus;
}

struct pci_bus *pci_add_new_bus(struct pci_bus *parent, struct pci_dev *bridge, int number)
{
	struct pci_bus *bus = pci_alloc_bus(parent, number);

	if (!bus)
		return NULL;
	bus->self = bridge;
	bus->bridge = &bridge->dev;
	bus->domain_nr = parent->domain_nr;
	bridge->subordinate = bus;
	return bus;
}

struct pci_dev *pci_alloc_dev(struct pci_bus *bus)
{
	struct pci_dev *dev = kzalloc(sizeof(*dev), GFP_KERNEL);

	if (!dev)
		return NULL;
	dev->bus = bus;
	dev->config = (u8 *)get_zeroed_page(GFP_KERNEL);
	if (!dev->config) {
		kfree(dev);
		return NULL;
	}
	return dev;
}

static void write_hex(char *to, unsigned int value, int digits)
{
	while (digits--) {
		to[digits] = "0123456789abcdef"[value & 15];
		value >>= 4;
	}
}

/* domain:bus:slot.function */
static void pci_set_name(struct pci_dev *dev)
{
	char *name = dev->dev.name;

	memcpy(name, "0000:00:00.0", 13);
	write_hex(name, pci_domain_nr(dev->bus), 4);
	write_hex(name + 5, dev->bus->number, 2);
	write_hex(name + 8, PCI_SLOT(dev->devfn), 2);
	write_hex(name + 11, PCI_FUNC(dev->devfn), 1);
}

void pci_sysfs_path(const struct pci_dev *dev, char path[PCI_SYSFS_PATH])
{
	static const char directory[] = "/sys/bus/pci/devices/";
	size_t length = strlen(pci_name(dev));

	memcpy(path, directory, sizeof(directory));
	memcpy(path + sizeof(directory) - 1, pci_name(dev), length);
	memcpy(path + sizeof(directory) - 1 + length, "/", 2);
}

void pci_device_add(struct pci_dev *dev, struct pci_bus *bus)
{
	device_initialize(&dev->dev);
	dev->dev.parent = bus->bridge;
	dev->dev.bus = &pci_bus_type;
	dev->dev.dma_mask = &dma_mask_64;
	pci_set_name(dev);
	list_add_tail(&dev->bus_list, &bus->devices);
}

static char *bar_address(const struct pci_dev *dev, int bar)
{
	return __va(pci_resource_start(dev, bar));
}

int pci_back_bar(struct pci_dev *dev, int bar, size_t size)
{
	for (; dev->backed[bar] < size; dev->backed[bar] += PAGE_SIZE) {
		unsigned long memory = get_zeroed_page(GFP_KERNEL);

		if (!memory)
			return -ENOMEM;
		__lab_map(bar_address(dev, bar) + dev->backed[bar], (void *)memory);
	}
	return 0;
}

static void unplug(struct pci_dev *dev)
{
	int bar;
	size_t at;

	for (bar = 0; bar < PCI_STD_NUM_BARS; bar++)
		for (at = 0; at < dev->backed[bar]; at += PAGE_SIZE)
			__lab_map(bar_address(dev, bar) + at, NULL);
}

void pci_stop_and_remove_bus_device(struct pci_dev *dev)
{
	BUG_ON(dev->subordinate);	/* the model removes no bridges */
	if (dev->driver && dev->driver->remove)
		dev->driver->remove(dev);
	devres_release_all(&dev->dev);
	unplug(dev);
	list_del(&dev->bus_list);
	free_page((unsigned long)dev->config);
	kfree(dev);
}

int pci_read_config_word(const struct pci_dev *dev, int where, u16 *val)
{
	memcpy(val, dev->config + where, sizeof(*val));
	return 0;
}

int pci_write_config_word(const struct pci_dev *dev, int where, u16 val)
{
	memcpy(dev->config + where, &val, sizeof(val));
	return 0;
}

struct pci_host_bridge *pci_find_host_bridge(struct pci_bus *bus)
{
	while (bus->parent)
		bus = bus->parent;
	return container_of(bus->bridge, struct pci_host_bridge, dev);
}

pci_bus_addr_t pci_bus_address(struct pci_dev *dev, int bar)
{
	return pci_resource_start(dev, bar) - pci_find_host_bridge(dev->bus)->offset;
}

struct pci_dev *pci_get_device(struct pci_dev *from)
{
	bool found = !from;
	struct list_head *b, *d;

	list_for_each(b, &pci_buses) {
		list_for_each(d, &list_entry(b, struct pci_bus, node)->devices) {
			struct pci_dev *dev = list_entry(d, struct pci_dev, bus_list);

			if (found)
				return dev;
			found = dev == from;
		}
	}
	return NULL;
}

struct pci_dev *pci_find_by_name(const char *name)
{
	struct pci_dev *dev = NULL;

	for_each_pci_dev(dev)
		if (!strcmp(pci_name(dev), name))
			return dev;
	return NULL;
}

#endif
