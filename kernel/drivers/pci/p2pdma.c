// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Peer-to-peer DMA: a device registers memory behind one of its BARs, and other devices read and
 * write it. The memory has struct pages, so it can stand in a scatterlist next to RAM; mapping the
 * list asks each piece's page for its map, and the map for the device that has the memory.
 */
#include <linux/dma-map-ops.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/genalloc.h>
#include <linux/memremap.h>
#include <linux/pci-p2pdma.h>
#include <linux/percpu-refcount.h>
#include <linux/rcupdate.h>
#include <linux/uaccess.h>
#include <linux/xarray.h>
#include <asm/processor.h>

#if defined(CONFIG_PCI) && defined(CONFIG_PCI_P2PDMA)

/* All that a device offers. */
struct pci_p2pdma {
	struct gen_pool *pool;
	bool p2pmem_published;
	struct xarray map_types;	/* by client: how it reaches this device */
	struct list_head files;		/* that programs have open */
	struct cdev size, available, published, allocate;
	char directory[PCI_SYSFS_PATH + 8];
};

/* One registered part of a BAR. */
struct pci_p2pdma_pagemap {
	struct pci_dev *provider;
	u64 bus_offset;			/* what makes a bus address of a CPU address */
	struct dev_pagemap pgmap;
};

static struct pci_p2pdma_pagemap *to_p2p_pgmap(struct dev_pagemap *pgmap)
{
	return container_of(pgmap, struct pci_p2pdma_pagemap, pgmap);
}

/* ---- what programs see: files in the device's directory p2pmem/ ---- */

/* An open file. When the device goes, it stays, without a device. */
struct p2pmem_file {
	struct list_head node;
	struct pci_p2pdma *p2pdma;
	struct inode *inode;
};

static int p2pmem_open(struct pci_p2pdma *p2pdma, struct inode *inode, struct file *filp)
{
	struct p2pmem_file *of = kzalloc(sizeof(*of), GFP_KERNEL);

	if (!of)
		return -ENOMEM;
	of->p2pdma = p2pdma;
	of->inode = inode;
	list_add(&of->node, &p2pdma->files);
	filp->private_data = of;
	return 0;
}

static int p2pmem_release(struct inode *inode, struct file *filp)
{
	struct p2pmem_file *of = filp->private_data;

	if (of->p2pdma)
		list_del(&of->node);
	kfree(of);
	return 0;
}

/* A number and a line feed, from *pos on. */
static ssize_t sysfs_emit(char __user *buf, size_t count, loff_t *pos, unsigned long value)
{
	char text[24];
	size_t start = sizeof(text) - 1, left;

	text[start] = '\n';
	do {
		text[--start] = '0' + value % 10;
		value /= 10;
	} while (value);
	if (*pos >= (loff_t)(sizeof(text) - start))
		return 0;
	left = min(sizeof(text) - start - *pos, count);
	if (copy_to_user(buf, text + start + *pos, left))
		return -EFAULT;
	*pos += left;
	return left;
}

#define P2PMEM_ATTR(name, value)							\
static int name##_open(struct inode *inode, struct file *filp)				\
{											\
	return p2pmem_open(container_of(inode->i_cdev, struct pci_p2pdma, name), inode,	\
			   filp);							\
}											\
static ssize_t name##_show(struct file *filp, char __user *buf, size_t count,		\
			   loff_t *pos)							\
{											\
	struct pci_p2pdma *p2pdma = ((struct p2pmem_file *)filp->private_data)->p2pdma;	\
											\
	return p2pdma ? sysfs_emit(buf, count, pos, value) : -ENODEV;			\
}											\
static const struct file_operations name##_fops = {					\
	.open = name##_open,								\
	.release = p2pmem_release,							\
	.read = name##_show,								\
}

P2PMEM_ATTR(size, gen_pool_size(p2pdma->pool));
P2PMEM_ATTR(available, gen_pool_avail(p2pdma->pool));
P2PMEM_ATTR(published, p2pdma->p2pmem_published);

static int allocate_open(struct inode *inode, struct file *filp)
{
	return p2pmem_open(container_of(inode->i_cdev, struct pci_p2pdma, allocate), inode, filp);
}

/*
 * A program maps the file: it gets a piece of the pool, and all of it is mapped at once. The page
 * tables hold the only references to the pages, and each page holds one to the map.
 */
static int p2pmem_alloc_mmap(struct file *filp, struct vm_area_struct *vma)
{
	struct pci_p2pdma *p2pdma = ((struct p2pmem_file *)filp->private_data)->p2pdma;
	size_t len = vma->vm_end - vma->vm_start;
	struct percpu_ref *ref;
	unsigned long vaddr;
	char *kaddr;
	int ret;

	/* A copy of a page would be RAM. */
	if ((vma->vm_flags & VM_MAYSHARE) != VM_MAYSHARE)
		return -EINVAL;
	if (vma->vm_pgoff)
		return -EINVAL;
	if (!p2pdma)
		return -ENODEV;

	kaddr = (char *)gen_pool_alloc_owner(p2pdma->pool, len, (void **)&ref);
	if (!kaddr)
		return -ENOMEM;
	if (unlikely(!percpu_ref_tryget_live_rcu(ref))) {
		gen_pool_free(p2pdma->pool, (unsigned long)kaddr, len);
		return -ENODEV;
	}

	for (vaddr = vma->vm_start; vaddr < vma->vm_end; vaddr += PAGE_SIZE) {
		ret = vm_insert_page(vma, vaddr, virt_to_page(kaddr));
		if (ret) {
			gen_pool_free(p2pdma->pool, (unsigned long)kaddr, len);
			percpu_ref_put(ref);
			return ret;
		}
		percpu_ref_get(ref);
		put_page(virt_to_page(kaddr));	/* the one with which it lay in the pool */
		kaddr += PAGE_SIZE;
		len -= PAGE_SIZE;
	}
	percpu_ref_put(ref);
	return 0;
}

static const struct file_operations allocate_fops = {
	.open = allocate_open,
	.release = p2pmem_release,
	.mmap = p2pmem_alloc_mmap,
};

static void sysfs_create_group(struct pci_p2pdma *p2pdma, struct pci_dev *pdev)
{
	INIT_LIST_HEAD(&p2pdma->files);
	pci_sysfs_path(pdev, p2pdma->directory);
	memcpy(p2pdma->directory + strlen(p2pdma->directory), "p2pmem/", 8);
	sysfs_create_file(&p2pdma->size, &size_fops, p2pdma->directory, "size");
	sysfs_create_file(&p2pdma->available, &available_fops, p2pdma->directory, "available");
	sysfs_create_file(&p2pdma->published, &published_fops, p2pdma->directory, "published");
	sysfs_create_file(&p2pdma->allocate, &allocate_fops, p2pdma->directory, "allocate");
}

/* Open files are left without a device. */
static void sysfs_remove_group(struct pci_p2pdma *p2pdma)
{
	cdev_del(&p2pdma->size);
	cdev_del(&p2pdma->available);
	cdev_del(&p2pdma->published);
	cdev_del(&p2pdma->allocate);
	while (!list_empty(&p2pdma->files)) {
		struct p2pmem_file *of = list_entry(p2pdma->files.next, struct p2pmem_file, node);

		list_del(&of->node);
		of->p2pdma = NULL;
	}
}

/* ---- registering ---- */

/*
 * The last user of a page that a program had mapped is gone: the page goes back to the pool, and
 * the reference to the map that came with it is dropped.
 */
static void p2pdma_page_free(struct page *page)
{
	struct pci_p2pdma_pagemap *pgmap = to_p2p_pgmap(page->pgmap);
	/* The page's reference to the map keeps the provider's memory. */
	struct pci_p2pdma *p2pdma = rcu_dereference_protected(pgmap->provider->p2pdma, 1);
	struct percpu_ref *ref;

	gen_pool_free_owner(p2pdma->pool, (unsigned long)page_to_virt(page), PAGE_SIZE,
			    (void **)&ref);
	percpu_ref_put(ref);
}

static const struct dev_pagemap_ops p2pdma_pgmap_ops = {
	.page_free = p2pdma_page_free,
};

static void pci_p2pdma_release(void *data)
{
	struct pci_dev *pdev = data;
	struct pci_p2pdma *p2pdma = rcu_dereference_protected(pdev->p2pdma, 1);

	if (!p2pdma)
		return;
	/* Nobody gets any more from now on. */
	pdev->p2pdma = NULL;
	synchronize_rcu();

	gen_pool_destroy(p2pdma->pool);
	sysfs_remove_group(p2pdma);
	xa_destroy(&p2pdma->map_types);
}

static int pci_p2pdma_setup(struct pci_dev *pdev)
{
	struct pci_p2pdma *p2p;
	int error;

	p2p = devm_kzalloc(&pdev->dev, sizeof(*p2p), GFP_KERNEL);
	if (!p2p)
		return -ENOMEM;
	xa_init(&p2p->map_types);
	p2p->pool = gen_pool_create(PAGE_SHIFT, dev_to_node(&pdev->dev));
	if (!p2p->pool) {
		devm_kfree(&pdev->dev, p2p);
		return -ENOMEM;
	}
	error = devm_add_action(&pdev->dev, pci_p2pdma_release, pdev);
	if (error) {
		gen_pool_destroy(p2p->pool);
		devm_kfree(&pdev->dev, p2p);
		return error;
	}
	sysfs_create_group(p2p, pdev);
	rcu_assign_pointer(pdev->p2pdma, p2p);
	return 0;
}

/* Before the memory goes, so do all mappings of it, and there will be no new ones. */
static void pci_p2pdma_unmap_mappings(void *data)
{
	struct pci_p2pdma *p2pdma = ((struct pci_dev *)data)->p2pdma;
	struct list_head *pos;

	list_for_each(pos, &p2pdma->files)
		unmap_mapping_range(list_entry(pos, struct p2pmem_file, node)->inode->i_mapping,
				    0, 0, true);
}

int pci_p2pdma_add_resource(struct pci_dev *pdev, int bar, size_t size, u64 offset)
{
	struct pci_p2pdma_pagemap *p2p_pgmap;
	struct dev_pagemap *pgmap;
	void *addr;
	int error;

	if (!(pci_resource_flags(pdev, bar) & IORESOURCE_MEM))
		return -EINVAL;
	if (offset >= pci_resource_len(pdev, bar))
		return -EINVAL;
	if (!size)
		size = pci_resource_len(pdev, bar) - offset;
	if (size + offset > pci_resource_len(pdev, bar))
		return -EINVAL;

	if (!pdev->p2pdma) {
		error = pci_p2pdma_setup(pdev);
		if (error)
			return error;
	}

	p2p_pgmap = devm_kzalloc(&pdev->dev, sizeof(*p2p_pgmap), GFP_KERNEL);
	if (!p2p_pgmap)
		return -ENOMEM;
	pgmap = &p2p_pgmap->pgmap;
	pgmap->range.start = pci_resource_start(pdev, bar) + offset;
	pgmap->range.end = pgmap->range.start + size - 1;
	pgmap->nr_range = 1;
	pgmap->type = MEMORY_DEVICE_PCI_P2PDMA;
	pgmap->ops = &p2pdma_pgmap_ops;
	p2p_pgmap->provider = pdev;
	p2p_pgmap->bus_offset = pci_bus_address(pdev, bar) - pci_resource_start(pdev, bar);

	addr = devm_memremap_pages(&pdev->dev, pgmap);
	if (IS_ERR(addr)) {
		error = PTR_ERR(addr);
		goto pgmap_free;
	}
	error = devm_add_action_or_reset(&pdev->dev, pci_p2pdma_unmap_mappings, pdev);
	if (error)
		goto pages_free;

	/* The pool's owner of a piece is the reference count of its map. */
	error = gen_pool_add_owner(pdev->p2pdma->pool, (unsigned long)addr,
				   pci_bus_address(pdev, bar) + offset, range_len(&pgmap->range),
				   dev_to_node(&pdev->dev), &pgmap->ref);
	if (error)
		goto pages_free;

	pci_info(pdev, "added peer-to-peer DMA memory 0x%llx-0x%llx\n", pgmap->range.start,
		 pgmap->range.end);
	return 0;

pages_free:
	devm_memunmap_pages(&pdev->dev, pgmap);
pgmap_free:
	devm_kfree(&pdev->dev, p2p_pgmap);
	return error;
}

/* ---- how devices reach each other ---- */

/* The PCI device that @dev is, or is a part of. */
static struct pci_dev *find_parent_pci_dev(struct device *dev)
{
	for (; dev; dev = dev->parent)
		if (dev_is_pci(dev))
			return to_pci_dev(dev);
	return NULL;
}

/* Whether the bridge sends what its devices say to each other up to the root. */
static bool pci_bridge_has_acs_redir(struct pci_dev *pdev)
{
	u16 ctrl;

	if (!pdev->acs_cap)
		return false;
	pci_read_config_word(pdev, pdev->acs_cap + PCI_ACS_CTRL, &ctrl);
	return ctrl & (PCI_ACS_RR | PCI_ACS_CR | PCI_ACS_EC);
}

/* AMD's processors from Zen on let it pass between any two root ports. */
static bool cpu_supports_p2pdma(void)
{
	return boot_cpu_data.x86_vendor == X86_VENDOR_AMD && boot_cpu_data.x86 >= 0x17;
}

/* Host bridges that are known to let it pass; some only among their own ports. */
#define REQ_SAME_HOST_BRIDGE	1

static const struct pci_p2pdma_whitelist_entry {
	unsigned short vendor;
	unsigned short device;
	unsigned int flags;
} pci_p2pdma_whitelist[] = {
	{ PCI_VENDOR_ID_INTEL, 0x3c00, REQ_SAME_HOST_BRIDGE },	/* Xeon E5 */
	{ PCI_VENDOR_ID_INTEL, 0x3c01, REQ_SAME_HOST_BRIDGE },
	{ PCI_VENDOR_ID_INTEL, 0x2f00, REQ_SAME_HOST_BRIDGE },	/* Xeon v3 */
	{ PCI_VENDOR_ID_INTEL, 0x2f01, REQ_SAME_HOST_BRIDGE },
	{ PCI_VENDOR_ID_INTEL, 0x2030, 0 },			/* Skylake-E */
	{ PCI_VENDOR_ID_INTEL, 0x2031, 0 },
	{ PCI_VENDOR_ID_INTEL, 0x2032, 0 },
	{ PCI_VENDOR_ID_INTEL, 0x2033, 0 },
	{ PCI_VENDOR_ID_INTEL, 0x2020, 0 },
	{ PCI_VENDOR_ID_INTEL, 0x09a2, 0 },
	{ 0, 0, 0 },
};

/* What stands for the host bridge: function 00.0 of its bus, or a root port if that comes first. */
static struct pci_dev *pci_host_bridge_dev(struct pci_host_bridge *host)
{
	struct pci_dev *root;

	if (list_empty(&host->bus->devices))
		return NULL;
	root = list_entry(host->bus->devices.next, struct pci_dev, bus_list);
	if (root->devfn == PCI_DEVFN(0, 0) || pci_pcie_type(root) == PCI_EXP_TYPE_ROOT_PORT)
		return root;
	return NULL;
}

static bool __host_bridge_whitelist(struct pci_host_bridge *host, bool same_host_bridge, bool warn)
{
	struct pci_dev *root = pci_host_bridge_dev(host);
	const struct pci_p2pdma_whitelist_entry *entry;

	if (!root)
		return false;
	for (entry = pci_p2pdma_whitelist; entry->vendor; entry++)
		if (entry->vendor == root->vendor && entry->device == root->device)
			return same_host_bridge || !(entry->flags & REQ_SAME_HOST_BRIDGE);
	if (warn)
		pci_warn(root, "Host bridge not in P2PDMA whitelist: %04x:%04x\n", root->vendor,
			 root->device);
	return false;
}

static bool host_bridge_whitelist(struct pci_dev *a, struct pci_dev *b, bool warn)
{
	struct pci_host_bridge *host_a = pci_find_host_bridge(a->bus);
	struct pci_host_bridge *host_b = pci_find_host_bridge(b->bus);

	if (host_a == host_b)
		return __host_bridge_whitelist(host_a, true, warn);
	return __host_bridge_whitelist(host_a, false, warn) &&
		__host_bridge_whitelist(host_b, false, warn);
}

static unsigned long map_types_idx(struct pci_dev *client)
{
	return (unsigned long)pci_domain_nr(client->bus) << 16 | pci_dev_id(client);
}

/* Up from @b until @a: the hops, or -1 if @a does not lie above @b. */
static int hops_up_to(struct pci_dev *b, struct pci_dev *a)
{
	int hops = 0;

	for (; b; b = pci_upstream_bridge(b), hops++)
		if (a == b)
			return hops;
	return -1;
}

/*
 * Follows the way from the provider up to the bridge that both have in common and down to the
 * client. Where it passes no bridge that redirects, devices talk to each other directly. Where it
 * does, or where there is no common bridge, all goes through the root, if that lets it pass.
 */
static enum pci_p2pdma_map_type calc_map_type_and_dist(struct pci_dev *provider,
						       struct pci_dev *client, int *dist,
						       bool verbose)
{
	enum pci_p2pdma_map_type map_type = PCI_P2PDMA_MAP_THRU_HOST_BRIDGE;
	struct pci_dev *a, *bb;
	bool acs_redirects = false;
	int dist_a = 0, dist_b = 0;
	struct pci_p2pdma *p2pdma;

	for (a = provider; a; a = pci_upstream_bridge(a), dist_a++) {
		acs_redirects |= pci_bridge_has_acs_redir(a);
		dist_b = hops_up_to(client, a);
		if (dist_b >= 0)
			break;
	}
	if (!a) {
		/* No common bridge: both ways to the root count. */
		acs_redirects = false;
		for (dist_b = 0, bb = client; bb; bb = pci_upstream_bridge(bb))
			dist_b++;
	}
	for (bb = client; a && bb != a; bb = pci_upstream_bridge(bb))
		acs_redirects |= pci_bridge_has_acs_redir(bb);
	*dist = dist_a + dist_b;

	if (a && !acs_redirects) {
		map_type = PCI_P2PDMA_MAP_BUS_ADDR;
		goto done;
	}
	if (verbose && acs_redirects)
		pci_warn(client, "ACS redirect is set between the client and provider (%s)\n",
			 pci_name(provider));
	if (!cpu_supports_p2pdma() && !host_bridge_whitelist(provider, client, acs_redirects)) {
		if (verbose)
			pci_warn(client,
				 "cannot be used for peer-to-peer DMA as the client and provider (%s) do not share an upstream bridge or whitelisted host bridge\n",
				 pci_name(provider));
		map_type = PCI_P2PDMA_MAP_NOT_SUPPORTED;
	}
done:
	rcu_read_lock();
	p2pdma = rcu_dereference(provider->p2pdma);
	if (p2pdma)
		xa_store(&p2pdma->map_types, map_types_idx(client), xa_mk_value(map_type),
			 GFP_ATOMIC);
	rcu_read_unlock();
	return map_type;
}

int pci_p2pdma_distance_many(struct pci_dev *provider, struct device **clients, int num_clients,
			     bool verbose)
{
	bool not_supported = false;
	int total_dist = 0;
	int i, distance;

	if (num_clients == 0)
		return -1;
	for (i = 0; i < num_clients; i++) {
		struct pci_dev *pci_client = find_parent_pci_dev(clients[i]);

		if (!pci_client) {
			if (verbose)
				pr_warn("%s: cannot be used for peer-to-peer DMA as it is not a PCI device\n",
					dev_name(clients[i]));
			return -1;
		}
		if (calc_map_type_and_dist(provider, pci_client, &distance, verbose) ==
		    PCI_P2PDMA_MAP_NOT_SUPPORTED)
			not_supported = true;
		if (not_supported && !verbose)
			break;
		total_dist += distance;
	}
	return not_supported ? -1 : total_dist;
}

bool pci_has_p2pmem(struct pci_dev *pdev)
{
	struct pci_p2pdma *p2pdma;
	bool res;

	rcu_read_lock();
	p2pdma = rcu_dereference(pdev->p2pdma);
	res = p2pdma && p2pdma->p2pmem_published;
	rcu_read_unlock();
	return res;
}

/* The kernel draws lots among equals; here the first one wins. */
struct pci_dev *pci_p2pmem_find_many(struct device **clients, int num_clients)
{
	struct pci_dev *pdev = NULL, *closest = NULL;
	int distance, closest_distance = 0;

	for_each_pci_dev(pdev) {
		if (!pci_has_p2pmem(pdev))
			continue;
		distance = pci_p2pdma_distance_many(pdev, clients, num_clients, false);
		if (distance < 0 || (closest && distance >= closest_distance))
			continue;
		closest = pdev;
		closest_distance = distance;
	}
	return closest;
}

/* ---- handing out ---- */

/* A piece holds one reference to its map, however many pages it has. */
void *pci_alloc_p2pmem(struct pci_dev *pdev, size_t size)
{
	struct pci_p2pdma *p2pdma;
	struct percpu_ref *ref;
	void *ret = NULL;

	rcu_read_lock();
	p2pdma = rcu_dereference(pdev->p2pdma);
	if (unlikely(!p2pdma))
		goto out;
	ret = (void *)gen_pool_alloc_owner(p2pdma->pool, size, (void **)&ref);
	if (!ret)
		goto out;
	if (unlikely(!percpu_ref_tryget_live_rcu(ref))) {
		gen_pool_free(p2pdma->pool, (unsigned long)ret, size);
		ret = NULL;
	}
out:
	rcu_read_unlock();
	return ret;
}

void pci_free_p2pmem(struct pci_dev *pdev, void *addr, size_t size)
{
	struct pci_p2pdma *p2pdma = rcu_dereference_protected(pdev->p2pdma, 1);
	struct percpu_ref *ref;

	gen_pool_free_owner(p2pdma->pool, (unsigned long)addr, size, (void **)&ref);
	percpu_ref_put(ref);
}

/* The pool was told the bus address where it asks for the physical one. */
pci_bus_addr_t pci_p2pmem_virt_to_bus(struct pci_dev *pdev, void *addr)
{
	struct pci_p2pdma *p2pdma = rcu_dereference_protected(pdev->p2pdma, 1);

	if (!addr || !p2pdma)
		return 0;
	return gen_pool_virt_to_phys(p2pdma->pool, (unsigned long)addr);
}

struct scatterlist *pci_p2pmem_alloc_sgl(struct pci_dev *pdev, unsigned int *nents, u32 length)
{
	struct scatterlist *sg = kmalloc(sizeof(*sg), GFP_KERNEL);
	void *addr;

	if (!sg)
		return NULL;
	sg_init_table(sg, 1);
	addr = pci_alloc_p2pmem(pdev, length);
	if (!addr) {
		kfree(sg);
		return NULL;
	}
	sg_set_buf(sg, addr, length);
	*nents = 1;
	return sg;
}

void pci_p2pmem_free_sgl(struct pci_dev *pdev, struct scatterlist *sgl)
{
	struct scatterlist *sg;

	for (sg = sgl; sg; sg = sg_next(sg))
		pci_free_p2pmem(pdev, sg_virt(sg), sg->length);
	kfree(sgl);
}

void pci_p2pmem_publish(struct pci_dev *pdev, bool publish)
{
	struct pci_p2pdma *p2pdma;

	rcu_read_lock();
	p2pdma = rcu_dereference(pdev->p2pdma);
	if (p2pdma)
		p2pdma->p2pmem_published = publish;
	rcu_read_unlock();
}

/* ---- mapping ---- */

static enum pci_p2pdma_map_type pci_p2pdma_map_type(struct dev_pagemap *pgmap, struct device *dev)
{
	enum pci_p2pdma_map_type type = PCI_P2PDMA_MAP_NOT_SUPPORTED;
	struct pci_dev *provider = to_p2p_pgmap(pgmap)->provider;
	struct pci_p2pdma *p2pdma;
	struct pci_dev *client;
	int dist;

	if (!provider->p2pdma)
		return PCI_P2PDMA_MAP_NOT_SUPPORTED;
	if (!dev_is_pci(dev))
		return PCI_P2PDMA_MAP_NOT_SUPPORTED;
	client = to_pci_dev(dev);

	rcu_read_lock();
	p2pdma = rcu_dereference(provider->p2pdma);
	if (p2pdma)
		type = xa_to_value(xa_load(&p2pdma->map_types, map_types_idx(client)));
	rcu_read_unlock();

	if (type == PCI_P2PDMA_MAP_UNKNOWN)
		return calc_map_type_and_dist(provider, client, &dist, true);
	return type;
}

/*
 * Maps one piece of a scatterlist, all of whose pages have the map of the first one. What was found
 * out about a map is kept in @state, so pieces of the same map that follow each other cost nothing.
 * Only PCI_P2PDMA_MAP_BUS_ADDR means that the piece is mapped.
 */
enum pci_p2pdma_map_type
pci_p2pdma_map_segment(struct pci_p2pdma_map_state *state, struct device *dev,
		       struct scatterlist *sg)
{
	if (state->pgmap != sg_page(sg)->pgmap) {
		state->pgmap = sg_page(sg)->pgmap;
		state->map = pci_p2pdma_map_type(state->pgmap, dev);
		state->bus_off = to_p2p_pgmap(state->pgmap)->bus_offset;
	}

	if (state->map == PCI_P2PDMA_MAP_BUS_ADDR) {
		sg->dma_address = sg_phys(sg) + state->bus_off;
		sg_dma_len(sg) = sg->length;
		sg_dma_mark_bus_address(sg);
	}
	return state->map;
}

#endif
