// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Memory that is used like RAM and belongs to a device: programs map all of it, page by page or in
 * steps of 2 MiB. In the latter case its struct pages are compound pages: it is the first user that
 * such device memory had. Page table entries are marked (pte_devmap(), pmd_devmap()), because they
 * are not counted; only who pins pages takes references.
 *
 * Two devices lie in the machine's legacy persistent memory: dax0.0 with steps of 2 MiB, dax1.0 with
 * single pages.
 */
#include <linux/device.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/huge_mm.h>
#include <linux/init.h>
#include <linux/memremap.h>
#include <linux/module.h>
#include <linux/pagemap.h>
#include <linux/pfn_t.h>
#include <linux/rmap.h>
#include <linux/sched.h>

#ifdef CONFIG_DEV_DAX

struct dev_dax {
	struct device dev;
	struct cdev cdev;
	struct inode *inode;		/* all who open the device share its mapping */
	struct range range;
	unsigned int align;
	struct dev_pagemap *pgmap;
};

#define SZ_2M	(2UL << 20)

static struct dev_dax dev_dax_devices[] = {
	{ .range = { 0x70000000, 0x703fffff }, .align = SZ_2M, .dev = { .name = "dax0.0" } },
	{ .range = { 0x70400000, 0x705fffff }, .align = PAGE_SIZE, .dev = { .name = "dax1.0" } },
};

/* ---- mapping ---- */

static int check_vma(struct dev_dax *dev_dax, struct vm_area_struct *vma)
{
	unsigned long mask = dev_dax->align - 1;

	if ((vma->vm_flags & VM_MAYSHARE) != VM_MAYSHARE)
		return -EINVAL;
	if (vma->vm_start & mask || vma->vm_end & mask)
		return -EINVAL;
	if (!vma_is_dax(vma))
		return -EINVAL;
	return 0;
}

static phys_addr_t dax_pgoff_to_phys(struct dev_dax *dev_dax, pgoff_t pgoff, unsigned long size)
{
	phys_addr_t phys = PFN_PHYS(pgoff) + dev_dax->range.start;

	return phys + size - 1 <= dev_dax->range.end ? phys : ~0ULL;
}

/* Pages lead to the file that they are mapped from; of a compound page only the head does. */
static void dax_set_mapping(struct vm_fault *vmf, pfn_t pfn, unsigned long fault_size)
{
	struct dev_dax *dev_dax = vmf->vma->vm_file->private_data;
	unsigned long i, nr_pages = dev_dax->pgmap->vmemmap_shift ? 1 : fault_size / PAGE_SIZE;
	pgoff_t pgoff = linear_page_index(vmf->vma, ALIGN_DOWN(vmf->address, fault_size));

	for (i = 0; i < nr_pages; i++) {
		struct page *page = compound_head(pfn_to_page(pfn_t_to_pfn(pfn) + i));

		if (page->mapping)
			continue;
		page->mapping = vmf->vma->vm_file->f_mapping;
		page->index = pgoff + i;
	}
}

static vm_fault_t __dev_dax_pte_fault(struct dev_dax *dev_dax, struct vm_fault *vmf)
{
	phys_addr_t phys;
	pfn_t pfn;

	if (check_vma(dev_dax, vmf->vma))
		return VM_FAULT_SIGBUS;
	if (dev_dax->align != PAGE_SIZE)
		return VM_FAULT_SIGBUS;
	phys = dax_pgoff_to_phys(dev_dax, vmf->pgoff, PAGE_SIZE);
	if (phys == ~0ULL)
		return VM_FAULT_SIGBUS;

	pfn = phys_to_pfn_t(phys, PFN_DEV | PFN_MAP);
	dax_set_mapping(vmf, pfn, PAGE_SIZE);
	return vmf_insert_mixed(vmf->vma, vmf->address, pfn);
}

static vm_fault_t __dev_dax_pmd_fault(struct dev_dax *dev_dax, struct vm_fault *vmf)
{
	unsigned long pmd_addr = vmf->address & PMD_MASK;
	phys_addr_t phys;
	pfn_t pfn;

	if (check_vma(dev_dax, vmf->vma))
		return VM_FAULT_SIGBUS;
	if (dev_dax->align > PMD_SIZE)
		return VM_FAULT_SIGBUS;
	if (dev_dax->align < PMD_SIZE)
		return VM_FAULT_FALLBACK;
	if (pmd_addr < vmf->vma->vm_start || pmd_addr + PMD_SIZE > vmf->vma->vm_end)
		return VM_FAULT_SIGBUS;
	phys = dax_pgoff_to_phys(dev_dax, linear_page_index(vmf->vma, pmd_addr), PMD_SIZE);
	if (phys == ~0ULL)
		return VM_FAULT_SIGBUS;

	pfn = phys_to_pfn_t(phys, PFN_DEV | PFN_MAP);
	dax_set_mapping(vmf, pfn, PMD_SIZE);
	return vmf_insert_pfn_pmd(vmf, pfn, vmf->flags & FAULT_FLAG_WRITE);
}

static vm_fault_t dev_dax_huge_fault(struct vm_fault *vmf, unsigned int order)
{
	struct dev_dax *dev_dax = vmf->vma->vm_file->private_data;

	if (order == 0)
		return __dev_dax_pte_fault(dev_dax, vmf);
	if (order == PMD_ORDER)
		return __dev_dax_pmd_fault(dev_dax, vmf);
	return VM_FAULT_SIGBUS;
}

static vm_fault_t dev_dax_fault(struct vm_fault *vmf)
{
	return dev_dax_huge_fault(vmf, 0);
}

static int dev_dax_may_split(struct vm_area_struct *vma, unsigned long addr)
{
	struct dev_dax *dev_dax = vma->vm_file->private_data;

	return IS_ALIGNED(addr, dev_dax->align) ? 0 : -EINVAL;
}

static const struct vm_operations_struct dax_vm_ops = {
	.fault = dev_dax_fault,
	.huge_fault = dev_dax_huge_fault,
	.may_split = dev_dax_may_split,
};

static int dax_mmap(struct file *filp, struct vm_area_struct *vma)
{
	int rc = check_vma(filp->private_data, vma);

	if (rc)
		return rc;
	vma->vm_ops = &dax_vm_ops;
	vm_flags_reset(vma, vma->vm_flags | VM_HUGEPAGE);
	return 0;
}

/* So that steps of the memory are steps of the page tables; only where no address is asked for. */
static unsigned long dax_get_unmapped_area(struct file *filp, unsigned long addr,
					   unsigned long len, unsigned long pgoff,
					   unsigned long flags)
{
	struct dev_dax *dev_dax = filp->private_data;
	unsigned long align = dev_dax->align, off = pgoff << PAGE_SHIFT, found;

	if (addr || off + len < ALIGN(off, align) + align)
		return mm_get_unmapped_area(current->mm, filp, addr, len, flags);
	found = mm_get_unmapped_area(current->mm, filp, addr, len + align, flags);
	return IS_ERR((void *)found) ? found : found + ((off - found) & (align - 1));
}

/* ---- opening ---- */

static const struct address_space_operations dev_dax_aops = {
	.dirty_folio = noop_dirty_folio,
};

static int dax_open(struct inode *inode, struct file *filp)
{
	struct dev_dax *dev_dax = container_of(inode->i_cdev, struct dev_dax, cdev);

	inode->i_mapping = dev_dax->inode->i_mapping;
	filp->f_mapping = inode->i_mapping;
	filp->private_data = dev_dax;
	inode->i_flags = S_DAX;
	return 0;
}

static struct module dax_module;

static const struct file_operations dax_fops = {
	.owner = &dax_module,
	.open = dax_open,
	.mmap = dax_mmap,
	.get_unmapped_area = dax_get_unmapped_area,
};

/* ---- coming and going ---- */

static void dev_dax_cdev_del(void *data)
{
	cdev_del(data);
}

static void dev_dax_kill(void *data)
{
	struct dev_dax *dev_dax = data;

	unmap_mapping_range(dev_dax->inode->i_mapping, 0, 0, true);
	iput(dev_dax->inode);
}

static int dev_dax_probe(struct dev_dax *dev_dax)
{
	struct device *dev = &dev_dax->dev;
	struct dev_pagemap *pgmap;
	void *addr;
	int rc;

	device_initialize(dev);
	pgmap = devm_kzalloc(dev, sizeof(*pgmap), GFP_KERNEL);
	dev_dax->inode = new_inode(S_IFCHR | 0600);
	if (!pgmap || !dev_dax->inode)
		return -ENOMEM;
	dev_dax->inode->i_flags = S_DAX;
	dev_dax->inode->i_mapping->a_ops = &dev_dax_aops;
	dev_dax->pgmap = pgmap;
	pgmap->nr_range = 1;
	pgmap->range = dev_dax->range;
	pgmap->type = MEMORY_DEVICE_GENERIC;
	if (dev_dax->align > PAGE_SIZE)
		pgmap->vmemmap_shift = PMD_ORDER;	/* order_base_2(align >> PAGE_SHIFT) */

	addr = devm_memremap_pages(dev, pgmap);
	if (IS_ERR(addr))
		return PTR_ERR(addr);

	cdev_add_named(&dev_dax->cdev, &dax_fops, dev_name(dev), dev_dax - dev_dax_devices);
	rc = devm_add_action_or_reset(dev, dev_dax_cdev_del, &dev_dax->cdev);
	if (rc)
		return rc;
	return devm_add_action_or_reset(dev, dev_dax_kill, dev_dax);
}

static void dax_exit(void)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(dev_dax_devices); i++)
		devres_release_all(&dev_dax_devices[i].dev);
}

static struct module dax_module = {
	.name = "device_dax",
	.exit = dax_exit,
};

int dax_init(void)
{
	unsigned int i;
	int rc = 0;

	register_module(&dax_module);
	for (i = 0; i < ARRAY_SIZE(dev_dax_devices) && !rc; i++)
		rc = dev_dax_probe(&dev_dax_devices[i]);
	return rc;
}

#endif
