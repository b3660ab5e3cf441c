// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A test driver (CONFIG_TEST_ZDEV): device memory in compound pages whose mappings are counted like
 * those of any file. Its fault() hands out a page with a reference and leaves the rest to the
 * kernel, which maps the whole folio with one PMD entry where that fits. So it comes to places at
 * which device-dax never arrives, because mappings of that are special: mlock(), for one.
 *
 * The tail pages of a folio share struct pages, so nothing here may ever be mapped by PTEs: a mapping
 * must consist of whole folios.
 */
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/huge_mm.h>
#include <linux/init.h>
#include <linux/memremap.h>

#ifdef CONFIG_TEST_ZDEV

#define ZDEV_START	0x77000000UL
#define ZDEV_SIZE	(4UL << 20)

static struct cdev zdev_cdev;

static struct dev_pagemap zdev_pgmap = {
	.type = MEMORY_DEVICE_GENERIC,
	.vmemmap_shift = PMD_ORDER,
	.nr_range = 1,
	.range = { .start = ZDEV_START, .end = ZDEV_START + ZDEV_SIZE - 1 },
};

static vm_fault_t zdev_fault(struct vm_fault *vmf)
{
	if (vmf->pgoff >= ZDEV_SIZE >> PAGE_SHIFT)
		return VM_FAULT_SIGBUS;
	vmf->page = pfn_to_page(PHYS_PFN(ZDEV_START) + vmf->pgoff);
	get_page(vmf->page);
	return 0;
}

static int zdev_may_split(struct vm_area_struct *vma, unsigned long addr)
{
	return IS_ALIGNED(addr, PMD_SIZE) ? 0 : -EINVAL;
}

static const struct vm_operations_struct zdev_vm_ops = {
	.fault = zdev_fault,
	.may_split = zdev_may_split,
};

static int zdev_mmap(struct file *filp, struct vm_area_struct *vma)
{
	if (!(vma->vm_flags & VM_MAYSHARE) || !IS_ALIGNED(vma->vm_start, PMD_SIZE) ||
	    !IS_ALIGNED(vma->vm_end, PMD_SIZE) || !IS_ALIGNED(vma->vm_pgoff, 1UL << PMD_ORDER))
		return -EINVAL;
	vma->vm_ops = &zdev_vm_ops;
	return 0;
}

static int zdev_open(struct inode *inode, struct file *filp)
{
	i_size_write(inode, ZDEV_SIZE);	/* up to there a PMD entry may reach */
	return 0;
}

static const struct file_operations zdev_fops = {
	.open = zdev_open,
	.mmap = zdev_mmap,
};

int zdev_init(void)
{
	void *addr = memremap_pages(&zdev_pgmap, 0);

	if (IS_ERR(addr))
		return PTR_ERR(addr);
	cdev_add_named(&zdev_cdev, &zdev_fops, "zdev0", 0);
	return 0;
}

#endif
