// SPDX-License-Identifier: GPL-2.0-or-later
/* Which pages of a range can be accessed without reading anything in. */
#include <linux/fs.h>
#include <linux/huge_mm.h>
#include <linux/mman.h>
#include <linux/pagemap.h>
#include <linux/pagewalk.h>
#include <linux/rmap.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/swapops.h>
#include <linux/uaccess.h>

static unsigned char mincore_page(struct address_space *mapping, pgoff_t index)
{
	struct folio *folio = filemap_get_entry(mapping, index);
	unsigned char present;

	if (!folio)
		return 0;
	present = folio_test_uptodate(folio);
	folio_put(folio);
	return present;
}

/* No entry says anything: a file may still have the page. */
static void mincore_unmapped(unsigned long addr, unsigned long end, struct vm_area_struct *vma,
			     unsigned char *vec)
{
	unsigned long i, nr = (end - addr) >> PAGE_SHIFT;
	pgoff_t index = linear_page_index(vma, addr);

	for (i = 0; i < nr; i++)
		vec[i] = vma->vm_file ? mincore_page(vma->vm_file->f_mapping, index + i) : 0;
}

static int mincore_unmapped_range(unsigned long addr, unsigned long end, int depth,
				  struct mm_walk *walk)
{
	unsigned char *vec = walk->private;

	mincore_unmapped(addr, end, walk->vma, vec);
	walk->private = vec + ((end - addr) >> PAGE_SHIFT);
	return 0;
}

static int mincore_hugetlb(pte_t *pte, unsigned long hmask, unsigned long addr, unsigned long end,
			   struct mm_walk *walk)
{
	unsigned char *vec = walk->private;
	unsigned long nr = (end - addr) >> PAGE_SHIFT;

	memset(vec, !pte_none_mostly(ptep_get(pte)), nr);
	walk->private = vec + nr;
	return 0;
}

/* What is not present but no swap space either counts as present: migrating, on a device, bad. */
static int mincore_pte_range(pmd_t *pmd, unsigned long addr, unsigned long end,
			     struct mm_walk *walk)
{
	unsigned char *vec = walk->private;
	unsigned long nr = (end - addr) >> PAGE_SHIFT;
	pte_t *start_pte, *pte;
	spinlock_t *ptl;

	if (is_swap_pmd(*pmd) || pmd_trans_huge(*pmd) || pmd_devmap(*pmd)) {
		memset(vec, 1, nr);
		goto out;
	}
	start_pte = pte = pte_offset_map_lock(walk->mm, pmd, addr, &ptl);
	if (!pte)
		return 0;
	for (; addr != end; pte++, vec++, addr += PAGE_SIZE) {
		if (pte_none_mostly(ptep_get(pte)))
			mincore_unmapped(addr, addr + PAGE_SIZE, walk->vma, vec);
		else
			*vec = 1;
	}
	pte_unmap_unlock(start_pte, ptl);
	vec = walk->private;
out:
	walk->private = vec + nr;
	return 0;
}

static const struct mm_walk_ops mincore_walk_ops = {
	.pmd_entry = mincore_pte_range,
	.pte_hole = mincore_unmapped_range,
	.hugetlb_entry = mincore_hugetlb,
};

/* How many pages of the mapping at @addr it has told of. */
static long do_mincore(unsigned long addr, unsigned long pages, unsigned char *vec)
{
	struct vm_area_struct *vma = vma_lookup(current->mm, addr);
	unsigned long end;
	int err;

	if (!vma)
		return -ENOMEM;
	end = min(vma->vm_end, addr + (pages << PAGE_SHIFT));
	err = walk_page_range(vma->vm_mm, addr, end, &mincore_walk_ops, vec);
	return err < 0 ? err : (long)((end - addr) >> PAGE_SHIFT);
}

long sys_mincore(unsigned long start, size_t len, unsigned char __user *vec)
{
	unsigned long pages = PAGE_ALIGN(len) >> PAGE_SHIFT;
	unsigned char *tmp;
	long retval = 0;

	if (start & ~PAGE_MASK)
		return -EINVAL;
	if (start + len < start || start + len > TASK_SIZE)
		return -ENOMEM;
	tmp = (unsigned char *)get_zeroed_page(GFP_KERNEL);
	if (!tmp)
		return -EAGAIN;
	while (pages) {
		mmap_read_lock(current->mm);
		retval = do_mincore(start, min(pages, PAGE_SIZE), tmp);
		mmap_read_unlock(current->mm);
		if (retval <= 0)
			break;
		if (copy_to_user(vec, tmp, retval)) {
			retval = -EFAULT;
			break;
		}
		pages -= retval;
		vec += retval;
		start += retval << PAGE_SHIFT;
		retval = 0;
	}
	free_page((unsigned long)tmp);
	return retval;
}
