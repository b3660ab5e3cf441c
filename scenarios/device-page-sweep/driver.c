// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A driver for the sweep: it maps device memory of any kind and order into a program, and does what
 * drivers do with ranges of programs, with any selection and for any owner.
 */
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/hmm.h>
#include <linux/init.h>
#include <linux/memremap.h>
#include <linux/migrate.h>
#include <linux/mmu_notifier.h>
#include <linux/pagemap.h>
#include <linux/rmap.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/swapops.h>
#include <linux/uaccess.h>
#include "sweep_uapi.h"

#define MAX_ORDER_HERE	9
#define MAX_PAGES	512UL
#define TOLD		4

/* Coherent memory lies where RAM would be, one map for each order. */
#define COHERENT_START	0x50000000UL

static struct cdev sweep_cdev;
static int sweep_foreigner;

/* One map for each kind and order, made when it is first wanted. */
static struct dev_pagemap *maps[2][MAX_ORDER_HERE + 1];

static void sweep_page_free(struct page *page)
{
}

static vm_fault_t sweep_migrate_to_ram(struct vm_fault *vmf);

static const struct dev_pagemap_ops sweep_ops = {
	.page_free = sweep_page_free,
	.migrate_to_ram = sweep_migrate_to_ram,
};

static struct dev_pagemap *new_map(enum sweep_memory memory, unsigned int order)
{
	struct dev_pagemap *pgmap = kzalloc(sizeof(*pgmap), GFP_KERNEL);
	struct resource *res;
	void *mapped;

	if (!pgmap)
		return NULL;
	if (memory == SWEEP_PRIVATE) {
		res = request_free_mem_region(&iomem_resource, SUBSECTION_SIZE, "sweep");
		if (IS_ERR(res))
			return NULL;
		pgmap->type = MEMORY_DEVICE_PRIVATE;
		pgmap->range.start = res->start;
	} else {
		pgmap->type = MEMORY_DEVICE_COHERENT;
		pgmap->range.start = COHERENT_START + order * SUBSECTION_SIZE;
	}
	pgmap->range.end = pgmap->range.start + SUBSECTION_SIZE - 1;
	pgmap->nr_range = 1;
	pgmap->vmemmap_shift = order;
	pgmap->ops = &sweep_ops;
	pgmap->owner = &sweep_cdev;
	mapped = memremap_pages(pgmap, 0);
	return IS_ERR(mapped) ? NULL : pgmap;
}

/* ---- SWEEP_MAP ---- */

static pte_t device_entry(struct vm_area_struct *vma, struct page *page, enum sweep_memory memory)
{
	if (memory == SWEEP_PRIVATE)
		return swp_entry_to_pte(make_writable_device_private_entry(page_to_pfn(page)));
	return pte_mkwrite(pte_mkdirty(mk_pte(page, vma->vm_page_prot)), vma);
}

/*
 * A single page belongs to the program as after a migration. Larger folios of device memory cannot
 * be anonymous memory yet; they are mapped as a file system maps them.
 */
static void account(struct vm_area_struct *vma, unsigned long addr, struct folio *folio)
{
	unsigned long i, nr = folio_nr_pages(folio);

	if (nr == 1) {
		folio_add_new_anon_rmap(folio, vma, addr, RMAP_EXCLUSIVE);
		add_mm_counter(vma->vm_mm, MM_ANONPAGES, 1);
		return;
	}
	folio_ref_add(folio, nr - 1);
	for (i = 0; i < nr; i++)
		folio_add_file_rmap_pte(folio, folio_page(folio, i), vma);
	add_mm_counter(vma->vm_mm, mm_counter_file(folio), nr);
}

static int map_folio(struct vm_area_struct *vma, unsigned long addr, struct folio *folio,
		     enum sweep_memory memory)
{
	struct mm_struct *mm = vma->vm_mm;
	unsigned long i, nr = folio_nr_pages(folio);

	if (anon_vma_prepare(vma))
		return -ENOMEM;
	account(vma, addr, folio);
	for (i = 0; i < nr; i++, addr += PAGE_SIZE) {
		pud_t *pud = pud_alloc(mm, pgd_offset(mm, addr), addr);
		pmd_t *pmd = pud ? pmd_alloc(mm, pud, addr) : NULL;
		spinlock_t *ptl;
		pte_t *pte;

		if (!pmd || pte_alloc(mm, pmd))
			return -ENOMEM;
		pte = pte_offset_map_lock(mm, pmd, addr, &ptl);
		set_pte_at(mm, addr, pte, device_entry(vma, folio_page(folio, i), memory));
		pte_unmap_unlock(pte, ptl);
	}
	return 0;
}

static bool is_entry_of(pte_t pte, struct page *page)
{
	if (pte_none(pte))
		return false;
	if (pte_present(pte))
		return pte_pfn(pte) == page_to_pfn(page);
	return is_device_private_entry(pte_to_swp_entry(pte)) &&
		pfn_swap_entry_to_page(pte_to_swp_entry(pte)) == page;
}

/* The device gives a folio up, contents and all: what was mapped from @addr on is a hole again. */
static void forget_folio(struct vm_area_struct *vma, unsigned long addr, struct folio *folio)
{
	struct mm_struct *mm = vma->vm_mm;
	unsigned long i, nr = folio_nr_pages(folio);

	for (i = 0; i < nr; i++, addr += PAGE_SIZE) {
		struct page *page = folio_page(folio, i);
		pmd_t *pmd = mm_find_pmd(mm, addr);
		spinlock_t *ptl;
		pte_t *pte = pmd ? pte_offset_map_lock(mm, pmd, addr, &ptl) : NULL;

		if (!pte)
			continue;
		if (is_entry_of(ptep_get(pte), page)) {
			ptep_get_and_clear(mm, addr, pte);
			dec_mm_counter(mm, mm_counter(folio));
			folio_remove_rmap_pte(folio, page, vma);
			folio_put(folio);
		}
		pte_unmap_unlock(pte, ptl);
	}
}

static vm_fault_t sweep_migrate_to_ram(struct vm_fault *vmf)
{
	struct page *page = vmf->page;
	struct folio *folio = page_folio(page);
	unsigned long index = page - folio_page(folio, 0);

	forget_folio(vmf->vma, vmf->address - index * PAGE_SIZE, folio);
	return 0;
}

static int sweep_map(struct mm_struct *mm, struct sweep_cmd *cmd)
{
	struct dev_pagemap **map;
	struct vm_area_struct *vma;
	struct page *head;
	int ret;

	if (cmd->memory > SWEEP_COHERENT || cmd->order > MAX_ORDER_HERE)
		return -EINVAL;
	map = &maps[cmd->memory][cmd->order];
	if (!*map)
		*map = new_map(cmd->memory, cmd->order);
	if (!*map)
		return -ENOMEM;
	head = pfn_to_page(PHYS_PFN((*map)->range.start));
	if (page_count(head))
		return -EBUSY;

	mmap_write_lock(mm);
	vma = vma_lookup(mm, cmd->addr);
	if (vma && cmd->addr + (PAGE_SIZE << cmd->order) <= vma->vm_end) {
		zone_device_page_init(head);
		ret = map_folio(vma, cmd->addr, page_folio(head), cmd->memory);
		unlock_page(head);
	} else {
		ret = -EINVAL;
	}
	mmap_write_unlock(mm);
	return ret;
}

static int sweep_unmap(struct mm_struct *mm, struct sweep_cmd *cmd)
{
	struct dev_pagemap *map = maps[cmd->memory & 1][cmd->order % (MAX_ORDER_HERE + 1)];
	struct vm_area_struct *vma;

	mmap_write_lock(mm);
	vma = vma_lookup(mm, cmd->addr);
	if (map && vma)
		forget_folio(vma, cmd->addr, page_folio(pfn_to_page(PHYS_PFN(map->range.start))));
	mmap_write_unlock(mm);
	return 0;
}

/* ---- what drivers do with a range ---- */

static void *owner_of(const struct sweep_cmd *cmd)
{
	if (cmd->owner == SWEEP_NOBODY)
		return NULL;
	return cmd->owner == SWEEP_OWN ? (void *)&sweep_cdev : (void *)&sweep_foreigner;
}

static int sweep_migrate(struct mm_struct *mm, struct sweep_cmd *cmd)
{
	unsigned long *src = kzalloc(MAX_PAGES * sizeof(*src), GFP_KERNEL);
	unsigned long *dst = kzalloc(MAX_PAGES * sizeof(*dst), GFP_KERNEL);
	struct migrate_vma args = { 0 };
	int i, ret = -ENOMEM;

	if (!src || !dst)
		goto out;
	mmap_read_lock(mm);
	args.vma = vma_lookup(mm, cmd->addr);
	args.src = src;
	args.dst = dst;
	args.start = cmd->addr;
	args.end = cmd->addr + cmd->npages * PAGE_SIZE;
	args.pgmap_owner = owner_of(cmd);
	args.flags = cmd->select;
	ret = args.vma ? migrate_vma_setup(&args) : -EINVAL;
	if (!ret) {
		cmd->moved = args.cpages;
		for (i = 0; i < TOLD; i++)
			cmd->entry[i] = src[i] & ((1UL << MIGRATE_PFN_SHIFT) - 1);
		migrate_vma_pages(&args);
		migrate_vma_finalize(&args);
	}
	mmap_read_unlock(mm);
out:
	kfree(dst);
	kfree(src);
	return ret;
}

static bool sweep_invalidate(struct mmu_interval_notifier *mni,
			     const struct mmu_notifier_range *range, unsigned long cur_seq)
{
	mmu_interval_set_seq(mni, cur_seq);
	return true;
}

static const struct mmu_interval_notifier_ops sweep_notifier_ops = {
	.invalidate = sweep_invalidate,
};

static int sweep_snapshot(struct mm_struct *mm, struct sweep_cmd *cmd)
{
	struct mmu_interval_notifier notifier = { 0 };
	struct hmm_range range = {
		.notifier = &notifier,
		.start = cmd->addr,
		.end = cmd->addr + cmd->npages * PAGE_SIZE,
		.dev_private_owner = owner_of(cmd),
	};
	int i, ret;

	range.hmm_pfns = kzalloc(MAX_PAGES * sizeof(*range.hmm_pfns), GFP_KERNEL);
	if (!range.hmm_pfns)
		return -ENOMEM;
	ret = mmu_interval_notifier_insert(&notifier, mm, range.start, range.end - range.start,
					   &sweep_notifier_ops);
	if (!ret) {
		range.notifier_seq = mmu_interval_read_begin(&notifier);
		mmap_read_lock(mm);
		ret = hmm_range_fault(&range);
		mmap_read_unlock(mm);
		mmu_interval_notifier_remove(&notifier);
	}
	for (i = 0; i < TOLD; i++) {
		cmd->entry[i] = range.hmm_pfns[i] & HMM_PFN_FLAGS;
		cmd->moved += !!(range.hmm_pfns[i] & HMM_PFN_VALID);
	}
	kfree(range.hmm_pfns);
	return ret;
}

static int sweep_exclusive(struct mm_struct *mm, struct sweep_cmd *cmd)
{
	struct page *page = NULL;
	int ret;

	mmap_read_lock(mm);
	ret = make_device_exclusive_range(mm, cmd->addr, cmd->addr + PAGE_SIZE, &page,
					  owner_of(cmd));
	mmap_read_unlock(mm);
	if (!page)
		return ret < 0 ? ret : -EBUSY;
	unlock_page(page);
	put_page(page);
	return 0;
}

static long sweep_ioctl(struct file *filp, unsigned int command, unsigned long arg)
{
	struct mm_struct *mm = current->mm;
	struct sweep_cmd cmd;
	int ret;

	if (copy_from_user(&cmd, (void __user *)arg, sizeof(cmd)))
		return -EFAULT;
	if ((cmd.addr & ~PAGE_MASK) || !cmd.npages || cmd.npages > MAX_PAGES)
		return -EINVAL;
	switch (command) {
	case SWEEP_MAP:
		ret = sweep_map(mm, &cmd);
		break;
	case SWEEP_UNMAP:
		ret = sweep_unmap(mm, &cmd);
		break;
	case SWEEP_MIGRATE:
		ret = sweep_migrate(mm, &cmd);
		break;
	case SWEEP_SNAPSHOT:
		ret = sweep_snapshot(mm, &cmd);
		break;
	case SWEEP_EXCLUSIVE:
		ret = sweep_exclusive(mm, &cmd);
		break;
	default:
		return -EINVAL;
	}
	if (!ret && copy_to_user((void __user *)arg, &cmd, sizeof(cmd)))
		ret = -EFAULT;
	return ret;
}

/* A page of the driver's own in each place of the mapping. */
static int sweep_mmap(struct file *filp, struct vm_area_struct *vma)
{
	unsigned long addr;
	int ret = 0;

	for (addr = vma->vm_start; addr < vma->vm_end && !ret; addr += PAGE_SIZE) {
		struct page *page = alloc_page(GFP_KERNEL | __GFP_ZERO);

		if (!page)
			return -ENOMEM;
		ret = vm_insert_page(vma, addr, page);
		put_page(page);
	}
	return ret;
}

static const struct file_operations sweep_fops = {
	.mmap = sweep_mmap,
	.unlocked_ioctl = sweep_ioctl,
};

int lab_module_init(void)
{
	cdev_add_named(&sweep_cdev, &sweep_fops, "sweep", 0);
	return 0;
}
