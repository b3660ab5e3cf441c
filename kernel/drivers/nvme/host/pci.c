// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Drives with a controller memory buffer: memory behind BAR 4 that the drive itself and its peers
 * can read and write. Of the block layer there is only what direct I/O needs: pages of the program,
 * pinned, in a list that is mapped for the drive. Blocks have 4096 bytes.
 */
#include <linux/dma-mapping.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/pci-p2pdma.h>
#include <linux/uaccess.h>

#ifdef CONFIG_BLK_DEV_NVME

#define NVME_CMB_BIR	4
#define NVME_BLOCKS	32
#define NVME_MAX_PAGES	32UL

struct nvme_dev {
	struct pci_dev *pdev;		/* NULL: pulled out, but somebody still has it open */
	unsigned int users;
	struct cdev node;
	struct cdev remove;
	char directory[PCI_SYSFS_PATH];
	unsigned long media[NVME_BLOCKS];	/* the drive's: where a block's bytes are; 0: never written */
};

/* ---- what the drive does by itself ---- */

static char *media_at(struct nvme_dev *dev, loff_t pos)
{
	unsigned long *block = &dev->media[pos / PAGE_SIZE];

	if (!*block)
		*block = get_zeroed_page(GFP_KERNEL);
	BUG_ON(!*block);
	return (char *)*block + pos % PAGE_SIZE;
}

/* On this machine the bus numbers memory as the CPU does. */
static void nvme_transfer(struct nvme_dev *dev, dma_addr_t addr, unsigned int length, loff_t pos,
			  bool write)
{
	unsigned int part;

	for (; length; length -= part, addr += part, pos += part) {
		part = min(length, (unsigned int)(PAGE_SIZE - max(offset_in_page(addr),
								  (unsigned long)pos % PAGE_SIZE)));
		if (write)
			memcpy(media_at(dev, pos), __va(addr), part);
		else
			memcpy(__va(addr), media_at(dev, pos), part);
	}
}

/* ---- one request ---- */

static int nvme_do_pages(struct nvme_dev *dev, struct page **pages, unsigned int n_pages,
			 unsigned int offset, size_t count, loff_t pos, bool write)
{
	enum dma_data_direction dir = write ? DMA_TO_DEVICE : DMA_FROM_DEVICE;
	struct scatterlist *sg;
	struct sg_table sgt;
	unsigned int i;
	int ret;

	ret = sg_alloc_table_from_pages(&sgt, pages, n_pages, offset, count, GFP_KERNEL);
	if (ret)
		return ret;
	ret = dma_map_sgtable(&dev->pdev->dev, &sgt, dir, 0);
	if (!ret) {
		for_each_sgtable_sg(&sgt, sg, i) {
			nvme_transfer(dev, sg_dma_address(sg), sg_dma_len(sg), pos, write);
			pos += sg_dma_len(sg);
		}
		dma_unmap_sgtable(&dev->pdev->dev, &sgt, dir, 0);
	}
	sg_free_table(&sgt);
	return ret;
}

static struct nvme_dev *inode_dev(struct inode *inode)
{
	return container_of(inode->i_cdev, struct nvme_dev, node);
}

static ssize_t nvme_rw(struct file *filp, unsigned long addr, size_t count, loff_t *pos, bool write)
{
	struct nvme_dev *dev = inode_dev(file_inode(filp));
	struct page *pages[NVME_MAX_PAGES];
	unsigned long n_pages = (PAGE_ALIGN(addr + count) - (addr & PAGE_MASK)) >> PAGE_SHIFT;
	long pinned;
	int ret;

	if (!dev->pdev)
		return -ENODEV;
	if (!(filp->f_flags & O_DIRECT) || (addr | count | *pos) % 512 || n_pages > NVME_MAX_PAGES)
		return -EINVAL;
	if (*pos >= (loff_t)(NVME_BLOCKS * PAGE_SIZE))
		return write ? -ENOSPC : 0;
	if (*pos + count > NVME_BLOCKS * PAGE_SIZE)
		return -EINVAL;
	if (!count)
		return 0;

	/* A read writes into memory. A peer's memory is as good as RAM. */
	pinned = pin_user_pages_fast(addr, n_pages, FOLL_PCI_P2PDMA | (write ? 0 : FOLL_WRITE),
				     pages);
	if (pinned < 0)
		return pinned;
	ret = pinned < (long)n_pages ? -EFAULT :
		nvme_do_pages(dev, pages, n_pages, offset_in_page(addr), count, *pos, write);
	unpin_user_pages_dirty_lock(pages, pinned, !write);
	if (ret)
		return ret;
	*pos += count;
	return count;
}

static ssize_t nvme_read(struct file *filp, char __user *buf, size_t count, loff_t *pos)
{
	return nvme_rw(filp, (unsigned long)buf, count, pos, false);
}

static ssize_t nvme_write(struct file *filp, const char __user *buf, size_t count, loff_t *pos)
{
	return nvme_rw(filp, (unsigned long)buf, count, pos, true);
}

static void nvme_put(struct nvme_dev *dev)
{
	if (!--dev->users)
		kfree(dev);
}

static int nvme_open(struct inode *inode, struct file *filp)
{
	inode_dev(inode)->users++;
	return 0;
}

static int nvme_release(struct inode *inode, struct file *filp)
{
	nvme_put(inode_dev(inode));
	return 0;
}

static const struct file_operations nvme_fops = {
	.open = nvme_open,
	.release = nvme_release,
	.read = nvme_read,
	.write = nvme_write,
};

/* ---- coming and going ---- */

static void nvme_remove(struct pci_dev *pdev)
{
	struct nvme_dev *dev = pdev->dev.driver_data;
	unsigned int i;

	cdev_del(&dev->node);
	cdev_del(&dev->remove);
	for (i = 0; i < NVME_BLOCKS; i++)
		free_page(dev->media[i]);
	dev->pdev = NULL;
	nvme_put(dev);
}

static const struct pci_driver nvme_driver = {
	.name = "nvme",
	.remove = nvme_remove,
};

/* Writing to the file "remove" pulls the drive out. */
static ssize_t remove_store(struct file *filp, const char __user *buf, size_t count, loff_t *pos)
{
	struct nvme_dev *dev = container_of(file_inode(filp)->i_cdev, struct nvme_dev, remove);

	pci_stop_and_remove_bus_device(dev->pdev);
	return count;
}

static const struct file_operations remove_fops = {
	.write = remove_store,
};

static int nvme_probe(struct pci_dev *pdev, int instance)
{
	struct nvme_dev *dev = kzalloc(sizeof(*dev), GFP_KERNEL);
	char name[] = "nvme0n1";
	int err;

	if (!dev)
		return -ENOMEM;
	dev->pdev = pdev;
	dev->users = 1;
	pdev->dev.driver_data = dev;
	pdev->driver = &nvme_driver;
	pci_sysfs_path(pdev, dev->directory);
	name[4] += instance;
	cdev_add_named(&dev->node, &nvme_fops, name, instance);
	sysfs_create_file(&dev->remove, &remove_fops, dev->directory, "remove");

	err = pci_p2pdma_add_resource(pdev, NVME_CMB_BIR, 0, 0);
	if (err)
		return err;
	pci_p2pmem_publish(pdev, true);
	return 0;
}

int nvme_init(void)
{
	struct pci_dev *pdev = NULL;
	int instance = 0, err = 0;

	for_each_pci_dev(pdev)
		if (pdev->class == PCI_CLASS_STORAGE_EXPRESS && !err)
			err = nvme_probe(pdev, instance++);
	return err;
}

#endif
