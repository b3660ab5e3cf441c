// SPDX-License-Identifier: GPL-2.0-or-later
#include <linux/hugetlb.h>
#include <linux/pagewalk.h>

static int walk_hole(unsigned long addr, unsigned long end, struct mm_walk *walk)
{
	return walk->ops->pte_hole ? walk->ops->pte_hole(addr, end, -1, walk) : 0;
}

/* PMD by PMD, whether or not there is a table above it. */
static int walk_vma(unsigned long addr, unsigned long end, struct mm_walk *walk)
{
	unsigned long next;
	int err = 0;

	for (; addr < end && !err; addr = next) {
		pmd_t *pmd = mm_find_pmd(walk->mm, addr);

		next = pmd_addr_end(addr, end);
		if (is_vm_hugetlb_page(walk->vma)) {
			if (pmd && walk->ops->hugetlb_entry)
				err = walk->ops->hugetlb_entry((pte_t *)pmd, HPAGE_MASK, addr, next,
							       walk);
			else if (!pmd)
				err = walk_hole(addr, next, walk);
			continue;
		}
		if (!pmd || pmd_none(*pmd))
			err = walk_hole(addr, next, walk);
		else
			err = walk->ops->pmd_entry(pmd, addr, next, walk);
	}
	return err;
}

/* From mapping to mapping; what lies between them is a hole without a mapping. */
int walk_page_range(struct mm_struct *mm, unsigned long start, unsigned long end,
		    const struct mm_walk_ops *ops, void *private)
{
	struct mm_walk walk = {
		.ops = ops,
		.mm = mm,
		.private = private,
	};
	unsigned long next;
	int err = 0;

	if (start >= end)
		return -EINVAL;
	for (; start < end && !err; start = next) {
		struct vm_area_struct *vma = find_vma(mm, start);

		if (!vma || start < vma->vm_start) {
			walk.vma = NULL;
			next = vma ? min(end, vma->vm_start) : end;
			err = walk_hole(start, next, &walk);
			continue;
		}
		walk.vma = vma;
		next = min(end, vma->vm_end);
		if (ops->test_walk) {
			err = ops->test_walk(start, next, &walk);
			if (err > 0) {
				err = 0;
				continue;
			}
		}
		if (!err)
			err = walk_vma(start, next, &walk);
	}
	return err;
}
