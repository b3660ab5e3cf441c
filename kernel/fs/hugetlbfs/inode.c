// SPDX-License-Identifier: GPL-2.0-or-later
/* Files of huge pages. Nothing has a name here: they come from mmap() and memfd_create(). */
#include <linux/err.h>
#include <linux/hugetlb.h>
#include <linux/pagemap.h>
#include <linux/slab.h>
#include <linux/swap.h>

static const struct file_operations hugetlbfs_file_operations;

bool is_file_hugepages(const struct file *file)
{
	return file->f_op == &hugetlbfs_file_operations;
}

static int hugetlbfs_file_mmap(struct file *file, struct vm_area_struct *vma)
{
	vm_flags_t vm_flags = vma->vm_flags | VM_HUGETLB | VM_DONTEXPAND;
	struct inode *inode = file_inode(file);
	unsigned long len = vma->vm_end - vma->vm_start;
	pgoff_t first = vma->vm_pgoff >> HUGETLB_PAGE_ORDER;
	loff_t end = ((loff_t)vma->vm_pgoff << PAGE_SHIFT) + len;

	if (((vma->vm_pgoff << PAGE_SHIFT) | vma->vm_start | vma->vm_end) & ~HPAGE_MASK)
		return -EINVAL;
	vm_flags_reset(vma, vm_flags);
	vma->vm_ops = &hugetlb_vm_ops;
	if (!hugetlb_reserve_pages(inode, first, first + (len >> HPAGE_SHIFT), vma, vm_flags))
		return -ENOMEM;
	if ((vm_flags & VM_WRITE) && inode->i_size < end)
		i_size_write(inode, end);
	return 0;
}

/* The huge pages from @start on are taken out of the page cache. Nobody has them mapped. */
static void remove_inode_hugepages(struct inode *inode, loff_t start)
{
	struct address_space *mapping = inode->i_mapping;
	pgoff_t index = start >> PAGE_SHIFT;
	struct folio *folio;
	long freed = 0;

	while ((folio = xa_find(&mapping->i_pages, &index, ~0UL))) {
		folio_get(folio);
		folio_lock(folio);
		folio_clear_dirty(folio);
		folio_clear_uptodate(folio);
		filemap_remove_folio(folio);
		inode->i_blocks -= HPAGE_SIZE / 512;
		folio_unlock(folio);
		folio_put(folio);
		freed++;
	}
	hugetlb_unreserve_pages(inode, start >> HPAGE_SHIFT, freed);
}

static int hugetlbfs_setsize(struct inode *inode, loff_t newsize)
{
	loff_t oldsize = inode->i_size;

	if (newsize & ~HPAGE_MASK)
		return -EINVAL;
	i_size_write(inode, newsize);
	if (newsize < oldsize) {
		unmap_mapping_range(inode->i_mapping, newsize, 0, true);
		remove_inode_hugepages(inode, newsize);
	}
	return 0;
}

static void hugetlbfs_evict_inode(struct inode *inode)
{
	remove_inode_hugepages(inode, 0);
	resv_map_put(inode->i_private);
}

static const struct file_operations hugetlbfs_file_operations = {
	.mmap = hugetlbfs_file_mmap,
};

static const struct inode_operations hugetlbfs_inode_operations = {
	.truncate = hugetlbfs_setsize,
	.evict = hugetlbfs_evict_inode,
};

static const struct address_space_operations hugetlbfs_aops = {
	.dirty_folio = noop_dirty_folio,
};

struct file *hugetlb_file_setup(loff_t size)
{
	struct inode *inode = new_inode(S_IFREG | 0600);

	if (!inode)
		return ERR_PTR(-ENOSPC);
	inode->i_op = &hugetlbfs_inode_operations;
	inode->i_fop = &hugetlbfs_file_operations;
	inode->i_mapping->a_ops = &hugetlbfs_aops;
	inode->i_private = resv_map_alloc();
	inode->i_size = size;
	inode->i_nlink = 0;
	return alloc_file(inode, O_RDWR, &hugetlbfs_file_operations);
}
