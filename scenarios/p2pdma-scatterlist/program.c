// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Two drives offer the memory behind one of their BARs to other PCI devices, and network cards in
 * four places of the machine get the same list of pages to read: RAM, the end of the first drive's
 * memory, the beginning of the second one's, which follows it without a gap, and RAM again.
 *
 *	0000:00 --- 00.0 host bridge, on the kernel's list of those that pass peer-to-peer traffic
 *	         +- 01.0 root port -- 01:00.0 switch --+- 02:00.0 port -- 03:00.0 drive A
 *	         |                                     +- 02:01.0 port -- 04:00.0 drive B
 *	         |                                     +- 02:02.0 port -- 05:00.0 near
 *	         |                                     +- 02:03.0 port -- 06:00.0 redirected
 *	         +- 02.0 root port -- 07:00.0 across
 *	0001:00 --- 00.0 host bridge, not on that list
 *	         +- 01.0 root port -- 01:00.0 far
 *
 * The first host bridge numbers memory otherwise than the CPU: its bus addresses are lower.
 */
#include <lab.h>
#include <linux/dma-mapping.h>
#include <linux/pci-p2pdma.h>

#define BAR		4
#define BAR_SIZE	SUBSECTION_SIZE
#define DRIVE_A_START	0x800000000ULL
#define WINDOW_OFFSET	0x700000000ULL

/* Where ACS registers lie in a bridge's configuration space. */
#define ACS_CAP		0x148

static struct pci_dev *drive_a, *drive_b, *near, *redirected, *across, *far;

/* ---- the machine ---- */

static struct pci_dev *add(struct pci_bus *bus, unsigned int slot, unsigned short device, int type)
{
	struct pci_dev *dev = pci_alloc_dev(bus);

	BUG_ON(!dev);
	dev->devfn = PCI_DEVFN(slot, 0);
	dev->vendor = PCI_VENDOR_ID_INTEL;
	dev->device = device;
	dev->pcie_type = type;
	pci_device_add(dev, bus);
	return dev;
}

/* A bridge, and the bus behind it. */
static struct pci_bus *bridge(struct pci_bus *bus, unsigned int slot, int type, int number)
{
	return pci_add_new_bus(bus, add(bus, slot, 0x1234, type), number);
}

static struct pci_bus *root(int domain, unsigned short device, u64 offset)
{
	struct pci_host_bridge *host = pci_alloc_host_bridge();
	struct pci_bus *bus;

	BUG_ON(!host);
	host->domain_nr = domain;
	host->offset = offset;
	bus = pci_create_root_bus(host, 0);
	BUG_ON(!bus);
	add(bus, 0, device, PCI_EXP_TYPE_ENDPOINT);
	return bus;
}

static struct pci_dev *behind(struct pci_bus *switch_bus, unsigned int slot, int number)
{
	return add(bridge(switch_bus, slot, PCI_EXP_TYPE_DOWNSTREAM, number), 0, 0x5678,
		   PCI_EXP_TYPE_ENDPOINT);
}

static void build_machine(void)
{
	struct pci_bus *root0 = root(0, 0x3c00, WINDOW_OFFSET);
	struct pci_bus *root1 = root(1, 0x29c0, 0);
	struct pci_bus *upstream = bridge(root0, 1, PCI_EXP_TYPE_ROOT_PORT, 1);
	struct pci_bus *switch_bus = bridge(upstream, 0, PCI_EXP_TYPE_UPSTREAM, 2);

	drive_a = behind(switch_bus, 0, 3);
	drive_b = behind(switch_bus, 1, 4);
	near = behind(switch_bus, 2, 5);
	redirected = behind(switch_bus, 3, 6);
	across = add(bridge(root0, 2, PCI_EXP_TYPE_ROOT_PORT, 7), 0, 0x5678, PCI_EXP_TYPE_ENDPOINT);
	far = add(bridge(root1, 1, PCI_EXP_TYPE_ROOT_PORT, 1), 0, 0x5678, PCI_EXP_TYPE_ENDPOINT);

	/* The port above this card sends its requests up to the root. */
	redirected->bus->self->acs_cap = ACS_CAP;
	pci_write_config_word(redirected->bus->self, ACS_CAP + PCI_ACS_CTRL, PCI_ACS_RR);
}

/* ---- the drives' driver ---- */

static int offer(struct pci_dev *drive, u64 start)
{
	int error;

	drive->resource[BAR].start = start;
	drive->resource[BAR].end = start + BAR_SIZE - 1;
	drive->resource[BAR].flags = IORESOURCE_MEM;

	error = pci_p2pdma_add_resource(drive, BAR, 0, 0);
	if (!error)
		pci_p2pmem_publish(drive, true);
	return error;
}

static void tell_distances(void)
{
	lab_value("distance from A to near", pci_p2pdma_distance(drive_a, &near->dev, false));
	lab_value("distance from A to across", pci_p2pdma_distance(drive_a, &across->dev, false));
	lab_value("distance from A to itself", pci_p2pdma_distance(drive_a, &drive_a->dev, false));
	lab_value("B is the nearest to itself", pci_p2pmem_find(&drive_b->dev) == drive_b);
}

/* ---- one list of pages, for cards in four places ---- */

#define PAGES	6

static void tell_pieces(const struct sg_table *sgt)
{
	struct scatterlist *sg;
	unsigned int i;

	for_each_sgtable_sg(sgt, sg, i) {
		lab_value("piece: pages", sg->length / PAGE_SIZE);
		lab_value("piece: CPU address", sg_phys(sg));
		lab_value("piece: device address", sg_dma_address(sg));
		lab_value("piece: on the bus", sg_dma_is_bus_address(sg));
	}
}

static void map_for(struct pci_dev *card, const char *name, struct sg_table *sgt)
{
	int error;

	lab_mark(name);
	error = dma_map_sgtable(&card->dev, sgt, DMA_TO_DEVICE, 0);
	lab_value("mapped", error);
	if (error)
		return;
	tell_pieces(sgt);
	dma_unmap_sgtable(&card->dev, sgt, DMA_TO_DEVICE, 0);
}

/* A list of one piece, which begins in the middle of what A has handed out. */
static int map_second_page(struct page *page)
{
	struct scatterlist sg;

	sg_init_table(&sg, 1);
	sg_set_page(&sg, page, PAGE_SIZE, 0);
	lab_mark("the second page of A's piece alone, for a card that cannot reach it");
	lab_value("second page mapped", dma_map_sg(&far->dev, &sg, 1, DMA_TO_DEVICE));
	return 0;
}

static int map_for_all(struct page **pages)
{
	struct sg_table sgt;
	int error = sg_alloc_table_from_pages(&sgt, pages, PAGES, 0, PAGES * PAGE_SIZE, GFP_KERNEL);

	if (error)
		return error;
	lab_value("pieces", sgt.orig_nents);
	map_for(near, "for a card at the same switch", &sgt);
	map_for(redirected, "for a card whose port redirects", &sgt);
	map_for(across, "for a card at another root port", &sgt);
	map_for(far, "for a card at another host bridge", &sgt);
	map_for(near, "once more for the first card: its way is known", &sgt);
	sg_free_table(&sgt);
	return 0;
}

/* All of A but its last two pages is somebody else's, so that A's piece ends where B's begins. */
static int share(void)
{
	const size_t front = BAR_SIZE - 2 * PAGE_SIZE;
	void *others = pci_alloc_p2pmem(drive_a, front);
	void *a = pci_alloc_p2pmem(drive_a, 2 * PAGE_SIZE);
	void *b = pci_alloc_p2pmem(drive_b, 2 * PAGE_SIZE);
	struct page *pages[PAGES] = { alloc_page(GFP_KERNEL) };
	int error;

	if (!others || !a || !b || !pages[0])
		return -ENOMEM;
	lab_value("A is used up", !pci_alloc_p2pmem(drive_a, 1));
	lab_value("B starts where A ends", (char *)b == (char *)a + 2 * PAGE_SIZE);
	lab_value("bus address of A's piece", pci_p2pmem_virt_to_bus(drive_a, a));
	pages[1] = virt_to_page(a);
	pages[2] = pages[1] + 1;
	pages[3] = virt_to_page(b);
	pages[4] = pages[3] + 1;
	pages[5] = alloc_page(GFP_KERNEL);
	if (!pages[5])
		return -ENOMEM;
	lab_pages("end of A, beginning of B", pages[1], 4);

	error = map_for_all(pages);
	if (!error)
		error = map_second_page(pages[2]);

	__free_page(pages[0]);
	__free_page(pages[5]);
	pci_free_p2pmem(drive_b, b, 2 * PAGE_SIZE);
	pci_free_p2pmem(drive_a, a, 2 * PAGE_SIZE);
	pci_free_p2pmem(drive_a, others, front);
	return error;
}

/*
 * What a mapping of the memory into a program leaves behind: the page table's references are the
 * only ones, and the last of them gives the page back to the pool.
 */
static int use_as_a_mapping_does(void)
{
	void *addr = pci_alloc_p2pmem(drive_a, PAGE_SIZE);
	struct page *page;

	if (!addr)
		return -ENOMEM;
	lab_mark("a page of the pool as a program has it");
	page = virt_to_page(addr);
	get_page(page);
	put_page(page);
	lab_pages("in use", page, 1);
	put_page(page);
	lab_pages("back in the pool", page, 1);
	lab_value("the same page again", pci_alloc_p2pmem(drive_a, PAGE_SIZE) == addr);
	pci_free_p2pmem(drive_a, addr, PAGE_SIZE);
	return 0;
}

int lab_main(void)
{
	int error;

	mem_init();
	build_machine();
	lab_mark("the drives offer their memory");
	error = offer(drive_a, DRIVE_A_START);
	if (!error)
		error = offer(drive_b, DRIVE_A_START + BAR_SIZE);
	if (error)
		return error;
	lab_pages("first pages of A", pfn_to_page(PHYS_PFN(DRIVE_A_START)), 4);
	tell_distances();

	lab_mark("pages of both, and RAM, in one list");
	error = share();
	if (!error)
		error = use_as_a_mapping_does();
	if (error)
		return error;

	lab_mark("the drives are pulled out");
	pci_stop_and_remove_bus_device(drive_b);
	pci_stop_and_remove_bus_device(drive_a);
	return 0;
}
