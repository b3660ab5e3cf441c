// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Memory that several mappings share. Its folios belong to a file that lies nowhere: they are made
 * when they are first touched, and the page cache's reference keeps them until the file is gone.
 */
#include <linux/err.h>
#include <linux/highmem.h>
#include <linux/memcontrol.h>
#include <linux/pagemap.h>
#include <linux/sched.h>
#include <linux/shmem_fs.h>
#include <linux/slab.h>
#include <linux/swap.h>
#include <linux/uaccess.h>
#include "internal.h"

static const struct address_space_operations shmem_aops;
static const struct vm_operations_struct shmem_vm_ops, shmem_anon_vm_ops;

bool shmem_mapping(struct address_space *mapping)
{
	return mapping->a_ops == &shmem_aops;
}

bool vma_is_anon_shmem(const struct vm_area_struct *vma)
{
	return vma->vm_ops == &shmem_anon_vm_ops;
}

bool vma_is_shmem(const struct vm_area_struct *vma)
{
	return vma_is_anon_shmem(vma) || vma->vm_ops == &shmem_vm_ops;
}

/* ---- one folio ---- */

static int shmem_add_to_page_cache(struct folio *folio, struct address_space *mapping,
				   pgoff_t index)
{
	void *old;

	VM_BUG_ON_FOLIO(!folio_test_locked(folio), folio);
	VM_BUG_ON_FOLIO(!folio_test_swapbacked(folio), folio);
	folio_ref_inc(folio);		/* the page cache's own */
	folio->mapping = mapping;
	folio->index = index;
	old = xa_store(&mapping->i_pages, index, folio, GFP_KERNEL);
	if (xa_is_err(old)) {
		folio->mapping = NULL;
		folio_put(folio);
		return xa_err(old);
	}
	mapping->nrpages++;
	return 0;
}

static struct folio *shmem_alloc_and_add_folio(struct inode *inode, pgoff_t index,
					       struct mm_struct *fault_mm)
{
	struct folio *folio = folio_alloc(inode->i_mapping->gfp_mask, 0);
	int error;

	if (!folio)
		return ERR_PTR(-ENOMEM);
	__folio_set_locked(folio);
	folio_set_swapbacked(folio);
	error = mem_cgroup_charge(folio, fault_mm, GFP_KERNEL);
	if (!error)
		error = shmem_add_to_page_cache(folio, inode->i_mapping, index);
	if (error) {
		folio_unlock(folio);
		folio_put(folio);
		return ERR_PTR(error);
	}
	inode->i_blocks += PAGE_SIZE / 512;
	folio_add_lru(folio);
	return folio;
}

static int shmem_get_folio_gfp(struct inode *inode, pgoff_t index, struct folio **foliop,
			       enum sgp_type sgp, struct vm_fault *vmf)
{
	struct folio *folio;

	if (sgp <= SGP_CACHE && ((loff_t)index << PAGE_SHIFT) >= i_size_read(inode))
		return -EINVAL;

	folio = filemap_get_entry(inode->i_mapping, index);
	if (folio) {
		folio_lock(folio);
		if (sgp == SGP_WRITE)
			folio_mark_accessed(folio);
	} else {
		*foliop = NULL;
		if (sgp == SGP_READ)
			return 0;
		if (sgp == SGP_NOALLOC)
			return -ENOENT;
		folio = shmem_alloc_and_add_folio(inode, index, vmf ? vmf->vma->vm_mm : NULL);
		if (IS_ERR(folio))
			return PTR_ERR(folio);
		if (sgp == SGP_WRITE)
			folio_set_referenced(folio);
	}
	if (sgp != SGP_WRITE && !folio_test_uptodate(folio)) {
		clear_highpage(&folio->page);
		folio_set_uptodate(folio);
	}
	*foliop = folio;
	return 0;
}

int shmem_get_folio(struct inode *inode, pgoff_t index, struct folio **foliop,
		    enum sgp_type sgp)
{
	return shmem_get_folio_gfp(inode, index, foliop, sgp, NULL);
}

/* ---- mappings ---- */

static vm_fault_t shmem_fault(struct vm_fault *vmf)
{
	struct folio *folio = NULL;
	int err;

	WARN_ON_ONCE(vmf->page != NULL);
	err = shmem_get_folio_gfp(file_inode(vmf->vma->vm_file), vmf->pgoff, &folio, SGP_CACHE,
				  vmf);
	if (err)
		return err == -ENOMEM ? VM_FAULT_OOM : VM_FAULT_SIGBUS;
	vmf->page = &folio->page;
	return VM_FAULT_LOCKED;
}

static const struct vm_operations_struct shmem_vm_ops = {
	.fault = shmem_fault,
	.map_pages = filemap_map_pages,
};

/* The same functions; but who asks whether memory is anonymous in spirit can tell the two apart. */
static const struct vm_operations_struct shmem_anon_vm_ops = {
	.fault = shmem_fault,
	.map_pages = filemap_map_pages,
};

static int shmem_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = file_inode(file)->i_nlink ? &shmem_vm_ops : &shmem_anon_vm_ops;
	return 0;
}

/* ---- the end of a file, and of a file's life ---- */

/* Zeroes the part of a folio that a shorter file ends in. */
static void shmem_truncate_partial(struct inode *inode, loff_t start)
{
	struct folio *folio = filemap_get_entry(inode->i_mapping, start >> PAGE_SHIFT);
	size_t offset = start & ~PAGE_MASK;

	if (!folio)
		return;
	folio_lock(folio);
	folio_mark_dirty(folio);
	memset((char *)page_address(&folio->page) + offset, 0, PAGE_SIZE - offset);
	folio_unlock(folio);
	folio_put(folio);
}

void shmem_truncate_range(struct inode *inode, loff_t start, loff_t end)
{
	truncate_folios(inode->i_mapping, PAGE_ALIGN(start) >> PAGE_SHIFT,
			end == -1 ? ~0UL : (unsigned long)((end + 1) >> PAGE_SHIFT));
	if (start & ~PAGE_MASK)
		shmem_truncate_partial(inode, start);
	inode->i_blocks = inode->i_mapping->nrpages * (PAGE_SIZE / 512);	/* reclaim told nobody */
}

static int shmem_setsize(struct inode *inode, loff_t newsize)
{
	loff_t oldsize = inode->i_size;
	loff_t holebegin = PAGE_ALIGN(newsize);

	if (newsize < oldsize && (shmem_seals(inode) & F_SEAL_SHRINK))
		return -EPERM;
	if (newsize > oldsize && (shmem_seals(inode) & F_SEAL_GROW))
		return -EPERM;
	i_size_write(inode, newsize);
	if (newsize > oldsize)
		return 0;
	/* Private copies of what is gone go, too: an access beyond the end is an error. */
	if (oldsize > holebegin)
		unmap_mapping_range(inode->i_mapping, holebegin, 0, true);
	if (inode->i_mapping->nrpages)
		shmem_truncate_range(inode, newsize, -1);
	if (oldsize > holebegin)
		unmap_mapping_range(inode->i_mapping, holebegin, 0, true);
	return 0;
}

static void shmem_evict_inode(struct inode *inode)
{
	inode->i_size = 0;
	shmem_truncate_range(inode, 0, -1);
	WARN_ON(inode->i_blocks);
}

/* ---- reading and writing ---- */

static ssize_t shmem_file_read(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	struct inode *inode = file_inode(file);
	ssize_t done = 0;

	while (count && *pos < i_size_read(inode)) {
		unsigned long offset = *pos & ~PAGE_MASK;
		unsigned long nr = min(min(PAGE_SIZE - offset, count),
				       (unsigned long)(i_size_read(inode) - *pos));
		struct folio *folio = NULL;
		unsigned long left;
		int error = shmem_get_folio(inode, *pos >> PAGE_SHIFT, &folio, SGP_READ);

		if (error)
			return done ? done : error;
		if (folio) {
			folio_unlock(folio);
			if (PageHWPoison(&folio->page)) {
				folio_put(folio);
				return done ? done : -EIO;
			}
			if (!offset)
				folio_mark_accessed(folio);
			left = copy_to_user(buf, (char *)page_address(&folio->page) + offset, nr);
			folio_put(folio);
		} else {
			left = copy_to_user(buf, __va(PFN_PHYS(zero_pfn)), nr);
		}
		done += nr - left;
		*pos += nr - left;
		buf += nr - left;
		count -= nr - left;
		if (left)
			return done ? done : -EFAULT;
	}
	return done;
}

static int shmem_write_begin(struct inode *inode, loff_t pos, unsigned long len,
			     struct folio **foliop)
{
	unsigned int seals = shmem_seals(inode);
	int error;

	if (seals & (F_SEAL_WRITE | F_SEAL_FUTURE_WRITE))
		return -EPERM;
	if ((seals & F_SEAL_GROW) && pos + (loff_t)len > inode->i_size)
		return -EPERM;
	error = shmem_get_folio(inode, pos >> PAGE_SHIFT, foliop, SGP_WRITE);
	if (!error && PageHWPoison(&(*foliop)->page)) {
		folio_unlock(*foliop);
		folio_put(*foliop);
		return -EIO;
	}
	return error;
}

/* One page's part of a write. Returns how much was written, or a negative error. */
static ssize_t shmem_write_page(struct inode *inode, const char __user *buf, unsigned long nr,
				loff_t pos)
{
	unsigned long offset = pos & ~PAGE_MASK;
	struct folio *folio;
	char *contents, c;
	unsigned long copied;
	int error;

	/* The folio will be locked; if it is mapped at @buf, a fault then would wait for ever. */
	if (copy_from_user(&c, buf, 1) || copy_from_user(&c, buf + nr - 1, 1))
		return -EFAULT;
	error = shmem_write_begin(inode, pos, nr, &folio);
	if (error)
		return error;
	contents = page_address(&folio->page);
	copied = nr - copy_from_user(contents + offset, buf, nr);
	if (pos + (loff_t)copied > inode->i_size)
		i_size_write(inode, pos + copied);
	if (!folio_test_uptodate(folio)) {
		memset(contents, 0, offset);
		memset(contents + offset + copied, 0, PAGE_SIZE - offset - copied);
		folio_set_uptodate(folio);
	}
	folio_mark_dirty(folio);
	folio_unlock(folio);
	folio_put(folio);
	return copied;
}

static ssize_t shmem_file_write(struct file *file, const char __user *buf, size_t count,
				loff_t *pos)
{
	struct inode *inode = file_inode(file);
	ssize_t done = 0, written = 0;

	down_write(&inode->i_rwsem);
	while (count) {
		unsigned long nr = min(PAGE_SIZE - (*pos & ~PAGE_MASK), count);

		written = shmem_write_page(inode, buf, nr, *pos);
		if (written <= 0)
			break;
		done += written;
		*pos += written;
		buf += written;
		count -= written;
	}
	up_write(&inode->i_rwsem);
	return done ? done : written;
}

static const struct file_operations shmem_file_operations = {
	.read = shmem_file_read,
	.write = shmem_file_write,
	.mmap = shmem_mmap,
};

static const struct inode_operations shmem_inode_operations = {
	.truncate = shmem_setsize,
	.evict = shmem_evict_inode,
};

static const struct address_space_operations shmem_aops = {
	.dirty_folio = noop_dirty_folio,
};

/* ---- making files ---- */

struct inode *shmem_get_inode(void)
{
	struct inode *inode = new_inode(S_IFREG | 0600);

	if (!inode)
		return NULL;
	inode->i_op = &shmem_inode_operations;
	inode->i_fop = &shmem_file_operations;
	inode->i_mapping->a_ops = &shmem_aops;
	shmem_set_seals(inode, F_SEAL_SEAL);
	return inode;
}

struct file *shmem_file_setup(loff_t size)
{
	struct inode *inode = shmem_get_inode();

	if (!inode)
		return ERR_PTR(-ENOSPC);
	inode->i_size = size;
	inode->i_nlink = 0;
	return alloc_file(inode, O_RDWR, &shmem_file_operations);
}

/* Shared anonymous memory: a mapping of a file that only this mapping and its copies know. */
int shmem_zero_setup(struct vm_area_struct *vma)
{
	struct file *file = shmem_file_setup(vma->vm_end - vma->vm_start);

	if (IS_ERR(file))
		return PTR_ERR(file);
	vma->vm_file = file;
	vma->vm_ops = &shmem_anon_vm_ops;
	return 0;
}
