/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Going through page tables: the walker finds the tables, the caller says what to do with them. */
#ifndef _LINUX_PAGEWALK_H
#define _LINUX_PAGEWALK_H

#include <linux/mm.h>

struct mm_walk;

struct mm_walk_ops {
	/* A PMD entry, present or not; the range lies within it. */
	int (*pmd_entry)(pmd_t *pmd, unsigned long addr, unsigned long end, struct mm_walk *walk);
	/* A huge page of the pool, or where one could be: the entry may be empty. */
	int (*hugetlb_entry)(pte_t *pte, unsigned long hmask, unsigned long addr,
			     unsigned long next, struct mm_walk *walk);
	/* There is no table for the range, or (walk->vma NULL) no mapping. */
	int (*pte_hole)(unsigned long addr, unsigned long end, int depth, struct mm_walk *walk);
	/* Before a mapping is entered: 1 skips it, a negative error ends the walk. */
	int (*test_walk)(unsigned long addr, unsigned long end, struct mm_walk *walk);
};

struct mm_walk {
	const struct mm_walk_ops *ops;
	struct mm_struct *mm;
	struct vm_area_struct *vma;
	void *private;
};

int walk_page_range(struct mm_struct *mm, unsigned long start, unsigned long end,
		    const struct mm_walk_ops *ops, void *private);

#endif
