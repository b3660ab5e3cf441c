// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The HMM test driver: devices that mirror the address space of whoever opens them, with memory of
 * their own. Devices 0 and 1 have private memory, which is really RAM hidden behind the device
 * pages; devices 2 and 3 have coherent memory, if the scenario says where.
 *
 * Of each chunk of 256 MiB the model registers the last 2 MiB only. Pages are handed out from the
 * end of a chunk, so that they are the same ones; and a chunk that is used up is followed by
 * another.
 */
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/highmem.h>
#include <linux/hmm.h>
#include <linux/init.h>
#include <linux/migrate.h>
#include <linux/mmu_notifier.h>
#include <linux/module.h>
#include <linux/pagemap.h>
#include <linux/rmap.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include <linux/xarray.h>
#include "test_hmm_uapi.h"

#ifdef CONFIG_TEST_HMM

#define DMIRROR_NDEVICES	4
#define DEVMEM_CHUNK_SIZE	(256UL << 20)
#define DEVMEM_CHUNK_MAPPED	SUBSECTION_SIZE
#define DEVMEM_CHUNKS_RESERVE	16
#define DEVMEM_MORE_RANGES	7
#define PFNS_AT_ONCE		64

/* Where the bytes of a device page are: private memory is a sham with a page of RAM behind it. */
#define BACKING_PAGE(p)		(is_device_private_page((p)) ? \
				 (struct page *)((p)->zone_device_data) : (p))

/* Where coherent memory lies: the driver's module parameters. */
#ifdef CONFIG_TEST_HMM_SPM_ADDR_DEV0
static unsigned long spm_addr_dev0 = CONFIG_TEST_HMM_SPM_ADDR_DEV0;
static unsigned long spm_addr_dev1 = CONFIG_TEST_HMM_SPM_ADDR_DEV1;
#else
static unsigned long spm_addr_dev0, spm_addr_dev1;
#endif

static const struct dev_pagemap_ops dmirror_devmem_ops;
static const struct mmu_interval_notifier_ops dmirror_min_ops;

struct dmirror_device;

/* Data on their way between the program and the device. */
struct dmirror_bounce {
	char *ptr;
	unsigned long size;
	unsigned long addr;
	unsigned long cpages;
};

/* Tags of the entries of the device's page table. */
#define DPT_XA_TAG_ATOMIC	1UL
#define DPT_XA_TAG_WRITE	3UL

/* A notifier for the time of one snapshot. */
struct dmirror_interval {
	struct mmu_interval_notifier notifier;
	struct dmirror *dmirror;
};

/* One open file: the address space that is mirrored, and the device's page table for it. */
struct dmirror {
	struct dmirror_device *mdevice;
	struct xarray pt;
	struct mmu_interval_notifier notifier;
	struct mutex mutex;
};

struct dmirror_chunk {
	struct dev_pagemap pagemap;
	struct range more_ranges[DEVMEM_MORE_RANGES];	/* pagemap.ranges[1] … */
	struct dmirror_device *mdevice;
	bool remove;
};

struct dmirror_device {
	struct cdev cdevice;
	unsigned int zone_device_type;
	unsigned long device[60];

	unsigned int devmem_capacity;
	unsigned int devmem_count;
	struct dmirror_chunk **devmem_chunks;
	struct mutex devmem_lock;

	unsigned long calloc;
	unsigned long cfree;
	struct page *free_pages;	/* linked by zone_device_data */
	spinlock_t lock;
};

static struct dmirror_device dmirror_devices[DMIRROR_NDEVICES];

static bool dmirror_is_private_zone(struct dmirror_device *mdevice)
{
	return mdevice->zone_device_type == HMM_DMIRROR_MEMORY_DEVICE_PRIVATE;
}

static enum migrate_vma_direction dmirror_select_device(struct dmirror *dmirror)
{
	return dmirror_is_private_zone(dmirror->mdevice) ? MIGRATE_VMA_SELECT_DEVICE_PRIVATE
							 : MIGRATE_VMA_SELECT_DEVICE_COHERENT;
}

/* ---- bounce buffers: blocks of kernel pages ---- */

static unsigned int bounce_order(unsigned long size)
{
	unsigned int order = 0;

	while ((PAGE_SIZE << order) < size)
		order++;
	return order;
}

static int dmirror_bounce_init(struct dmirror_bounce *bounce, unsigned long addr,
			       unsigned long size)
{
	bounce->addr = addr;
	bounce->size = size;
	bounce->cpages = 0;
	bounce->ptr = (char *)__get_free_pages(GFP_KERNEL, bounce_order(size));
	return bounce->ptr ? 0 : -ENOMEM;
}

static void dmirror_bounce_fini(struct dmirror_bounce *bounce)
{
	free_pages((unsigned long)bounce->ptr, bounce_order(bounce->size));
}

/* ---- opening and closing ---- */

static int dmirror_fops_open(struct inode *inode, struct file *filp)
{
	struct dmirror *dmirror = kzalloc(sizeof(*dmirror), GFP_KERNEL);
	int ret;

	if (!dmirror)
		return -ENOMEM;
	dmirror->mdevice = container_of(inode->i_cdev, struct dmirror_device, cdevice);
	mutex_init(&dmirror->mutex);
	xa_init(&dmirror->pt);

	ret = mmu_interval_notifier_insert(&dmirror->notifier, current->mm, 0,
					   ~0UL & PAGE_MASK, &dmirror_min_ops);
	if (ret) {
		kfree(dmirror);
		return ret;
	}
	filp->private_data = dmirror;
	return 0;
}

/* Ordinary pages of the driver's own, all of them at once. */
static int dmirror_fops_mmap(struct file *file, struct vm_area_struct *vma)
{
	unsigned long addr;

	for (addr = vma->vm_start; addr < vma->vm_end; addr += PAGE_SIZE) {
		struct page *page = alloc_page(GFP_KERNEL | __GFP_ZERO);
		int ret;

		if (!page)
			return -ENOMEM;
		ret = vm_insert_page(vma, addr, page);
		if (ret) {
			__free_page(page);
			return ret;
		}
		put_page(page);
	}
	return 0;
}

static void dmirror_device_evict_range(const struct range *range)
{
	unsigned long start_pfn = range->start >> PAGE_SHIFT;
	unsigned long npages = PHYS_PFN(range_len(range));
	unsigned long *src_pfns, *dst_pfns;
	unsigned long i;

	src_pfns = (unsigned long *)get_zeroed_page(GFP_KERNEL);
	dst_pfns = (unsigned long *)get_zeroed_page(GFP_KERNEL);
	BUG_ON(npages * sizeof(*src_pfns) > PAGE_SIZE);

	migrate_device_range(src_pfns, start_pfn, npages);
	for (i = 0; i < npages; i++) {
		struct page *dpage, *spage;

		spage = migrate_pfn_to_page(src_pfns[i]);
		if (!spage || !(src_pfns[i] & MIGRATE_PFN_MIGRATE))
			continue;
		if (WARN_ON(!is_device_private_page(spage) && !is_device_coherent_page(spage)))
			continue;
		spage = BACKING_PAGE(spage);
		dpage = alloc_page(GFP_HIGHUSER_MOVABLE);
		BUG_ON(!dpage);
		lock_page(dpage);
		copy_highpage(dpage, spage);
		dst_pfns[i] = migrate_pfn(page_to_pfn(dpage));
		if (src_pfns[i] & MIGRATE_PFN_WRITE)
			dst_pfns[i] |= MIGRATE_PFN_WRITE;
	}
	migrate_device_pages(src_pfns, dst_pfns, npages);
	migrate_device_finalize(src_pfns, dst_pfns, npages);
	free_page((unsigned long)src_pfns);
	free_page((unsigned long)dst_pfns);
}

/* Brings everything that is still in the chunk back to RAM, from the lowest page on. */
static void dmirror_device_evict_chunk(struct dmirror_chunk *chunk)
{
	struct dev_pagemap *pgmap = &chunk->pagemap;
	int i, n;
	u64 done = 0;

	for (n = 0; n < pgmap->nr_range; n++) {
		const struct range *next = NULL;

		for (i = 0; i < pgmap->nr_range; i++) {
			const struct range *range = &pgmap->ranges[i];

			if (range->end > done && (!next || range->start < next->start))
				next = range;
		}
		dmirror_device_evict_range(next);
		done = next->end;
	}
}

static int dmirror_fops_release(struct inode *inode, struct file *filp)
{
	struct dmirror *dmirror = filp->private_data;
	struct dmirror_device *mdevice = dmirror->mdevice;
	unsigned int i;

	mmu_interval_notifier_remove(&dmirror->notifier);
	for (i = 0; i < mdevice->devmem_count; i++)
		dmirror_device_evict_chunk(mdevice->devmem_chunks[i]);
	xa_erase_all(&dmirror->pt, 0, ~0UL);
	kfree(dmirror);
	return 0;
}

/* ---- from a page to its device ---- */

static struct dmirror_chunk *dmirror_page_to_chunk(struct page *page)
{
	return container_of(page->pgmap, struct dmirror_chunk, pagemap);
}

static struct dmirror_device *dmirror_page_to_device(struct page *page)
{
	return dmirror_page_to_chunk(page)->mdevice;
}

/* ---- the device's page table follows the CPU's ---- */

static int dmirror_do_fault(struct dmirror *dmirror, struct hmm_range *range)
{
	unsigned long *pfns = range->hmm_pfns;
	unsigned long pfn;

	for (pfn = range->start >> PAGE_SHIFT; pfn < (range->end >> PAGE_SHIFT); pfn++, pfns++) {
		struct page *page;
		void *entry;

		WARN_ON(*pfns & HMM_PFN_ERROR);
		WARN_ON(!(*pfns & HMM_PFN_VALID));
		page = hmm_pfn_to_page(*pfns);

		entry = page;
		if (*pfns & HMM_PFN_WRITE)
			entry = xa_tag_pointer(entry, DPT_XA_TAG_WRITE);
		else if (WARN_ON(range->default_flags & HMM_PFN_WRITE))
			return -EFAULT;
		entry = xa_store(&dmirror->pt, pfn, entry, GFP_ATOMIC);
		if (xa_is_err(entry))
			return xa_err(entry);
	}
	return 0;
}

/* The page at `end` is forgotten too, as by the driver of Linux 6.12: its next use faults again. */
static void dmirror_do_update(struct dmirror *dmirror, unsigned long start, unsigned long end)
{
	xa_erase_all(&dmirror->pt, start >> PAGE_SHIFT, end >> PAGE_SHIFT);
}

static bool dmirror_interval_invalidate(struct mmu_interval_notifier *mni,
					const struct mmu_notifier_range *range,
					unsigned long cur_seq)
{
	struct dmirror *dmirror = container_of(mni, struct dmirror, notifier);

	/* The migration that this device itself has begun: it updates its table on its own. */
	if (range->event == MMU_NOTIFY_MIGRATE && range->owner == dmirror->mdevice)
		return true;

	mutex_lock(&dmirror->mutex);
	mmu_interval_set_seq(mni, cur_seq);
	dmirror_do_update(dmirror, range->start, range->end);
	mutex_unlock(&dmirror->mutex);
	return true;
}

static const struct mmu_interval_notifier_ops dmirror_min_ops = {
	.invalidate = dmirror_interval_invalidate,
};

static int dmirror_range_fault(struct dmirror *dmirror, struct hmm_range *range)
{
	struct mm_struct *mm = dmirror->notifier.mm;
	int ret;

	while (true) {
		range->notifier_seq = mmu_interval_read_begin(range->notifier);
		mmap_read_lock(mm);
		ret = hmm_range_fault(range);
		mmap_read_unlock(mm);
		if (ret == -EBUSY)
			continue;
		if (ret)
			return ret;

		mutex_lock(&dmirror->mutex);
		if (!mmu_interval_read_retry(range->notifier, range->notifier_seq))
			break;
		mutex_unlock(&dmirror->mutex);
	}
	ret = dmirror_do_fault(dmirror, range);
	mutex_unlock(&dmirror->mutex);
	return ret;
}

static int dmirror_fault(struct dmirror *dmirror, unsigned long start, unsigned long end,
			 bool write)
{
	struct mm_struct *mm = dmirror->notifier.mm;
	unsigned long addr;
	unsigned long pfns[PFNS_AT_ONCE] = { 0 };	/* as CONFIG_INIT_STACK_ALL_ZERO does */
	struct hmm_range range = {
		.notifier = &dmirror->notifier,
		.hmm_pfns = pfns,
		.pfn_flags_mask = 0,
		.default_flags = HMM_PFN_REQ_FAULT | (write ? HMM_PFN_REQ_WRITE : 0),
		.dev_private_owner = dmirror->mdevice,
	};
	int ret = 0;

	if (!mmget_not_zero(mm))
		return -EFAULT;
	for (addr = start; addr < end && !ret; addr = range.end) {
		range.start = addr;
		range.end = min(addr + ((unsigned long)PFNS_AT_ONCE << PAGE_SHIFT), end);
		ret = dmirror_range_fault(dmirror, &range);
	}
	mmput(mm);
	return ret;
}

/* ---- reading and writing through the device ---- */

static int dmirror_do_read(struct dmirror *dmirror, unsigned long start, unsigned long end,
			   struct dmirror_bounce *bounce)
{
	char *ptr = bounce->ptr + ((start - bounce->addr) & PAGE_MASK);
	unsigned long pfn;

	for (pfn = start >> PAGE_SHIFT; pfn < (end >> PAGE_SHIFT); pfn++) {
		struct page *page = xa_untag_pointer(xa_load(&dmirror->pt, pfn));

		if (!page)
			return -ENOENT;
		memcpy_from_page(ptr, page, 0, PAGE_SIZE);
		ptr += PAGE_SIZE;
		bounce->cpages++;
	}
	return 0;
}

static int dmirror_read(struct dmirror *dmirror, struct hmm_dmirror_cmd *cmd)
{
	struct dmirror_bounce bounce;
	unsigned long start, end;
	unsigned long size = cmd->npages << PAGE_SHIFT;
	int ret;

	start = cmd->addr;
	end = start + size;
	if (end < start)
		return -EINVAL;
	ret = dmirror_bounce_init(&bounce, start, size);
	if (ret)
		return ret;

	while (1) {
		mutex_lock(&dmirror->mutex);
		ret = dmirror_do_read(dmirror, start, end, &bounce);
		mutex_unlock(&dmirror->mutex);
		if (ret != -ENOENT)
			break;
		start = cmd->addr + (bounce.cpages << PAGE_SHIFT);
		ret = dmirror_fault(dmirror, start, end, false);
		if (ret)
			break;
		cmd->faults++;
	}

	if (ret == 0 && copy_to_user(u64_to_user_ptr(cmd->ptr), bounce.ptr, bounce.size))
		ret = -EFAULT;
	cmd->cpages = bounce.cpages;
	dmirror_bounce_fini(&bounce);
	return ret;
}

static int dmirror_do_write(struct dmirror *dmirror, unsigned long start, unsigned long end,
			    struct dmirror_bounce *bounce)
{
	char *ptr = bounce->ptr + ((start - bounce->addr) & PAGE_MASK);
	unsigned long pfn;

	for (pfn = start >> PAGE_SHIFT; pfn < (end >> PAGE_SHIFT); pfn++) {
		void *entry = xa_load(&dmirror->pt, pfn);
		struct page *page = xa_untag_pointer(entry);

		if (!page || xa_pointer_tag(entry) != DPT_XA_TAG_WRITE)
			return -ENOENT;
		memcpy_to_page(page, 0, ptr, PAGE_SIZE);
		ptr += PAGE_SIZE;
		bounce->cpages++;
	}
	return 0;
}

static int dmirror_write(struct dmirror *dmirror, struct hmm_dmirror_cmd *cmd)
{
	struct dmirror_bounce bounce;
	unsigned long start, end;
	unsigned long size = cmd->npages << PAGE_SHIFT;
	int ret;

	start = cmd->addr;
	end = start + size;
	if (end < start)
		return -EINVAL;
	ret = dmirror_bounce_init(&bounce, start, size);
	if (ret)
		return ret;
	if (copy_from_user(bounce.ptr, u64_to_user_ptr(cmd->ptr), bounce.size)) {
		ret = -EFAULT;
		goto fini;
	}

	while (1) {
		mutex_lock(&dmirror->mutex);
		ret = dmirror_do_write(dmirror, start, end, &bounce);
		mutex_unlock(&dmirror->mutex);
		if (ret != -ENOENT)
			break;
		start = cmd->addr + (bounce.cpages << PAGE_SHIFT);
		ret = dmirror_fault(dmirror, start, end, true);
		if (ret)
			break;
		cmd->faults++;
	}
fini:
	cmd->cpages = bounce.cpages;
	dmirror_bounce_fini(&bounce);
	return ret;
}

/* ---- device memory ---- */

/*
 * The range of a new chunk: the end of a region that nobody owns, where the first pages come from.
 * Coherent memory is where it is; of that the beginning is used too.
 */
static int dmirror_chunk_range(struct dmirror_device *mdevice, struct dmirror_chunk *devmem)
{
	struct dev_pagemap *pgmap = &devmem->pagemap;
	struct resource *res;
	struct range end;

	switch (mdevice->zone_device_type) {
	case HMM_DMIRROR_MEMORY_DEVICE_PRIVATE:
		res = request_free_mem_region(&iomem_resource, DEVMEM_CHUNK_SIZE, "hmm_dmirror");
		if (IS_ERR(res))
			return -ENOMEM;
		pgmap->range.start = res->end - DEVMEM_CHUNK_MAPPED + 1;
		pgmap->range.end = res->end;
		pgmap->nr_range = 1;
		pgmap->type = MEMORY_DEVICE_PRIVATE;
		return 0;
	case HMM_DMIRROR_MEMORY_DEVICE_COHERENT:
		pgmap->range.start = MINOR(mdevice->cdevice.dev) - 2 ? spm_addr_dev0 : spm_addr_dev1;
		pgmap->range.end = pgmap->range.start + DEVMEM_CHUNK_MAPPED - 1;
		end.end = pgmap->range.start + DEVMEM_CHUNK_SIZE - 1;
		end.start = end.end - DEVMEM_CHUNK_MAPPED + 1;
		devmem->more_ranges[0] = end;
		pgmap->nr_range = 2;
		pgmap->type = MEMORY_DEVICE_COHERENT;
		return 0;
	default:
		return -EINVAL;
	}
}

static void release_chunk_region(struct dmirror_chunk *devmem)
{
	if (devmem->pagemap.type == MEMORY_DEVICE_PRIVATE)
		release_mem_region(devmem->pagemap.range.end - DEVMEM_CHUNK_SIZE + 1,
				   DEVMEM_CHUNK_SIZE);
}

/* The highest page is the first one to be taken. */
static void dmirror_link_range(struct dmirror_device *mdevice, const struct range *range)
{
	unsigned long pfn;

	for (pfn = range->start >> PAGE_SHIFT; pfn <= range->end >> PAGE_SHIFT; pfn++) {
		struct page *page = pfn_to_page(pfn);

		page->zone_device_data = mdevice->free_pages;
		mdevice->free_pages = page;
	}
}

/*
 * A real chunk has all its struct pages from the start. This one gets those below the last ones
 * when nothing else is free.
 */
static void dmirror_grow_chunk(struct dmirror_device *mdevice)
{
	struct dmirror_chunk *chunk;
	struct dev_pagemap *pgmap;
	struct range below;

	mutex_lock(&mdevice->devmem_lock);
	if (!mdevice->devmem_count)
		goto out;
	chunk = mdevice->devmem_chunks[mdevice->devmem_count - 1];
	pgmap = &chunk->pagemap;
	if (pgmap->nr_range > DEVMEM_MORE_RANGES)
		goto out;
	below.end = pgmap->ranges[pgmap->nr_range - 1].start - 1;
	below.start = below.end - DEVMEM_CHUNK_MAPPED + 1;
	if (!memremap_add_range(pgmap, &below, 0))
		dmirror_link_range(mdevice, &below);
out:
	mutex_unlock(&mdevice->devmem_lock);
}

static int dmirror_allocate_chunk(struct dmirror_device *mdevice, struct page **ppage)
{
	struct dmirror_chunk *devmem;
	void *ptr;
	int ret, i;

	devmem = kzalloc(sizeof(*devmem), GFP_KERNEL);
	if (!devmem)
		return -ENOMEM;
	ret = dmirror_chunk_range(mdevice, devmem);
	if (ret) {
		kfree(devmem);
		return ret;
	}
	devmem->pagemap.ops = &dmirror_devmem_ops;
	devmem->pagemap.owner = mdevice;

	mutex_lock(&mdevice->devmem_lock);
	if (!mdevice->devmem_chunks) {
		mdevice->devmem_chunks = kzalloc(DEVMEM_CHUNKS_RESERVE *
						 sizeof(*mdevice->devmem_chunks), GFP_KERNEL);
		mdevice->devmem_capacity = DEVMEM_CHUNKS_RESERVE;
	}
	ptr = mdevice->devmem_count < mdevice->devmem_capacity ?
		memremap_pages(&devmem->pagemap, 0) : ERR_PTR(-ENOMEM);
	if (IS_ERR(ptr)) {
		mutex_unlock(&mdevice->devmem_lock);
		release_chunk_region(devmem);
		kfree(devmem);
		return PTR_ERR(ptr);
	}

	devmem->mdevice = mdevice;
	mdevice->devmem_chunks[mdevice->devmem_count++] = devmem;
	mutex_unlock(&mdevice->devmem_lock);

	spin_lock(&mdevice->lock);
	for (i = 0; i < devmem->pagemap.nr_range; i++)
		dmirror_link_range(mdevice, &devmem->pagemap.ranges[i]);
	if (ppage) {
		*ppage = mdevice->free_pages;
		mdevice->free_pages = (*ppage)->zone_device_data;
		mdevice->calloc++;
	}
	spin_unlock(&mdevice->lock);
	return 0;
}

static struct page *dmirror_devmem_alloc_page(struct dmirror_device *mdevice)
{
	struct page *dpage = NULL;
	struct page *rpage = NULL;

	if (dmirror_is_private_zone(mdevice)) {
		rpage = alloc_page(GFP_HIGHUSER);
		if (!rpage)
			return NULL;
	}
	if (!mdevice->free_pages)
		dmirror_grow_chunk(mdevice);
	spin_lock(&mdevice->lock);
	if (mdevice->free_pages) {
		dpage = mdevice->free_pages;
		mdevice->free_pages = dpage->zone_device_data;
		mdevice->calloc++;
		spin_unlock(&mdevice->lock);
	} else {
		spin_unlock(&mdevice->lock);
		if (dmirror_allocate_chunk(mdevice, &dpage)) {
			if (rpage)
				__free_page(rpage);
			return NULL;
		}
	}

	zone_device_page_init(dpage);
	dpage->zone_device_data = rpage;
	return dpage;
}

/* ---- migration to the device ---- */

static void dmirror_migrate_alloc_and_copy(struct migrate_vma *args, struct dmirror *dmirror)
{
	struct dmirror_device *mdevice = dmirror->mdevice;
	const unsigned long *src = args->src;
	unsigned long *dst = args->dst;
	unsigned long addr;

	for (addr = args->start; addr < args->end; addr += PAGE_SIZE, src++, dst++) {
		struct page *spage;
		struct page *dpage;
		struct page *rpage;

		if (!(*src & MIGRATE_PFN_MIGRATE))
			continue;

		/* NULL where nothing was, or the zero page. */
		spage = migrate_pfn_to_page(*src);
		if (WARN(spage && is_zone_device_page(spage),
			 "page already in device spage pfn: 0x%lx\n", page_to_pfn(spage)))
			continue;

		dpage = dmirror_devmem_alloc_page(mdevice);
		if (!dpage)
			continue;

		rpage = BACKING_PAGE(dpage);
		if (spage)
			copy_highpage(rpage, spage);
		else
			clear_highpage(rpage);

		/* A device page's own word leads to the RAM behind it, and that page's to us. */
		rpage->zone_device_data = dmirror;

		*dst = migrate_pfn(page_to_pfn(dpage));
		if ((*src & MIGRATE_PFN_WRITE) || (!spage && (args->vma->vm_flags & VM_WRITE)))
			*dst |= MIGRATE_PFN_WRITE;
	}
}

static int dmirror_migrate_finalize_and_map(struct migrate_vma *args, struct dmirror *dmirror)
{
	const unsigned long *src = args->src;
	const unsigned long *dst = args->dst;
	unsigned long pfn;

	mutex_lock(&dmirror->mutex);
	for (pfn = args->start >> PAGE_SHIFT; pfn < (args->end >> PAGE_SHIFT);
	     pfn++, src++, dst++) {
		struct page *dpage;
		void *entry;

		if (!(*src & MIGRATE_PFN_MIGRATE))
			continue;
		dpage = migrate_pfn_to_page(*dst);
		if (!dpage)
			continue;

		entry = BACKING_PAGE(dpage);
		if (*dst & MIGRATE_PFN_WRITE)
			entry = xa_tag_pointer(entry, DPT_XA_TAG_WRITE);
		entry = xa_store(&dmirror->pt, pfn, entry, GFP_ATOMIC);
		if (xa_is_err(entry)) {
			mutex_unlock(&dmirror->mutex);
			return xa_err(entry);
		}
	}
	mutex_unlock(&dmirror->mutex);
	return 0;
}

/* Lets the program compare: what the device now has, as far as it has it. */
static int dmirror_return_data(struct dmirror *dmirror, struct hmm_dmirror_cmd *cmd)
{
	unsigned long start = cmd->addr;
	unsigned long size = cmd->npages << PAGE_SHIFT;
	struct dmirror_bounce bounce;
	int ret;

	ret = dmirror_bounce_init(&bounce, start, size);
	if (ret)
		return ret;
	mutex_lock(&dmirror->mutex);
	ret = dmirror_do_read(dmirror, start, start + size, &bounce);
	mutex_unlock(&dmirror->mutex);
	if (ret == 0 && copy_to_user(u64_to_user_ptr(cmd->ptr), bounce.ptr, bounce.size))
		ret = -EFAULT;
	cmd->cpages = bounce.cpages;
	dmirror_bounce_fini(&bounce);
	return ret;
}

static int dmirror_migrate_to_device(struct dmirror *dmirror, struct hmm_dmirror_cmd *cmd)
{
	unsigned long start, end, addr, next;
	unsigned long size = cmd->npages << PAGE_SHIFT;
	struct mm_struct *mm = dmirror->notifier.mm;
	struct vm_area_struct *vma;
	unsigned long src_pfns[PFNS_AT_ONCE] = { 0 };
	unsigned long dst_pfns[PFNS_AT_ONCE] = { 0 };
	struct migrate_vma args = { 0 };
	int ret = 0;

	start = cmd->addr;
	end = start + size;
	if (end < start)
		return -EINVAL;
	if (!mmget_not_zero(mm))
		return -EINVAL;

	mmap_read_lock(mm);
	for (addr = start; addr < end; addr = next) {
		vma = vma_lookup(mm, addr);
		if (!vma || !(vma->vm_flags & VM_READ)) {
			ret = -EINVAL;
			break;
		}
		next = min(end, addr + ((unsigned long)PFNS_AT_ONCE << PAGE_SHIFT));
		if (next > vma->vm_end)
			next = vma->vm_end;

		args.vma = vma;
		args.src = src_pfns;
		args.dst = dst_pfns;
		args.start = addr;
		args.end = next;
		args.pgmap_owner = dmirror->mdevice;
		args.flags = MIGRATE_VMA_SELECT_SYSTEM;
		ret = migrate_vma_setup(&args);
		if (ret)
			break;

		dmirror_migrate_alloc_and_copy(&args, dmirror);
		migrate_vma_pages(&args);
		dmirror_migrate_finalize_and_map(&args, dmirror);
		migrate_vma_finalize(&args);
	}
	mmap_read_unlock(mm);
	mmput(mm);
	return ret ? ret : dmirror_return_data(dmirror, cmd);
}

/* ---- migration to RAM ---- */

static vm_fault_t dmirror_devmem_fault_alloc_and_copy(struct migrate_vma *args,
						      struct dmirror *dmirror)
{
	const unsigned long *src = args->src;
	unsigned long *dst = args->dst;
	unsigned long addr;

	for (addr = args->start; addr < args->end; addr += PAGE_SIZE, src++, dst++) {
		struct page *dpage, *spage;

		spage = migrate_pfn_to_page(*src);
		if (!spage || !(*src & MIGRATE_PFN_MIGRATE))
			continue;
		if (WARN_ON(!is_device_private_page(spage) && !is_device_coherent_page(spage)))
			continue;
		spage = BACKING_PAGE(spage);
		dpage = alloc_page_vma(GFP_HIGHUSER_MOVABLE, args->vma, addr);
		if (!dpage)
			continue;

		lock_page(dpage);
		xa_erase(&dmirror->pt, addr >> PAGE_SHIFT);
		copy_highpage(dpage, spage);
		*dst = migrate_pfn(page_to_pfn(dpage));
		if (*src & MIGRATE_PFN_WRITE)
			*dst |= MIGRATE_PFN_WRITE;
	}
	return 0;
}

static unsigned long dmirror_successful_migrated_pages(struct migrate_vma *migrate)
{
	unsigned long cpages = 0;
	unsigned long i;

	for (i = 0; i < migrate->npages; i++)
		if ((migrate->src[i] & MIGRATE_PFN_VALID) && (migrate->src[i] & MIGRATE_PFN_MIGRATE))
			cpages++;
	return cpages;
}

static int dmirror_migrate_to_system(struct dmirror *dmirror, struct hmm_dmirror_cmd *cmd)
{
	unsigned long start, end, addr, next;
	unsigned long size = cmd->npages << PAGE_SHIFT;
	struct mm_struct *mm = dmirror->notifier.mm;
	struct vm_area_struct *vma;
	unsigned long src_pfns[PFNS_AT_ONCE] = { 0 };
	unsigned long dst_pfns[PFNS_AT_ONCE] = { 0 };
	struct migrate_vma args = { 0 };
	int ret = 0;

	start = cmd->addr;
	end = start + size;
	if (end < start)
		return -EINVAL;
	if (!mmget_not_zero(mm))
		return -EINVAL;

	cmd->cpages = 0;
	mmap_read_lock(mm);
	for (addr = start; addr < end; addr = next) {
		vma = vma_lookup(mm, addr);
		if (!vma || !(vma->vm_flags & VM_READ)) {
			ret = -EINVAL;
			break;
		}
		next = min(end, addr + ((unsigned long)PFNS_AT_ONCE << PAGE_SHIFT));
		if (next > vma->vm_end)
			next = vma->vm_end;

		args.vma = vma;
		args.src = src_pfns;
		args.dst = dst_pfns;
		args.start = addr;
		args.end = next;
		args.pgmap_owner = dmirror->mdevice;
		args.flags = dmirror_select_device(dmirror);
		ret = migrate_vma_setup(&args);
		if (ret)
			break;

		dmirror_devmem_fault_alloc_and_copy(&args, dmirror);
		migrate_vma_pages(&args);
		cmd->cpages += dmirror_successful_migrated_pages(&args);
		migrate_vma_finalize(&args);
	}
	mmap_read_unlock(mm);
	mmput(mm);
	return ret;
}

/* The CPU touched a private page: back to RAM with it. */
static vm_fault_t dmirror_devmem_fault(struct vm_fault *vmf)
{
	struct migrate_vma args = { 0 };
	unsigned long src_pfns = 0;
	unsigned long dst_pfns = 0;
	struct page *rpage;
	struct dmirror *dmirror;
	vm_fault_t ret;

	rpage = vmf->page->zone_device_data;
	dmirror = rpage->zone_device_data;

	args.vma = vmf->vma;
	args.start = vmf->address;
	args.end = args.start + PAGE_SIZE;
	args.src = &src_pfns;
	args.dst = &dst_pfns;
	args.pgmap_owner = dmirror->mdevice;
	args.flags = dmirror_select_device(dmirror);
	args.fault_page = vmf->page;

	if (migrate_vma_setup(&args))
		return VM_FAULT_SIGBUS;
	ret = dmirror_devmem_fault_alloc_and_copy(&args, dmirror);
	if (ret)
		return ret;
	migrate_vma_pages(&args);
	migrate_vma_finalize(&args);
	return 0;
}

/* ---- exclusive access ---- */

static int dmirror_check_atomic(struct dmirror *dmirror, unsigned long start, unsigned long end)
{
	unsigned long pfn;

	for (pfn = start >> PAGE_SHIFT; pfn < (end >> PAGE_SHIFT); pfn++)
		if (xa_pointer_tag(xa_load(&dmirror->pt, pfn)) == DPT_XA_TAG_ATOMIC)
			return -EPERM;
	return 0;
}

static int dmirror_atomic_map(unsigned long start, unsigned long end, struct page **pages,
			      struct dmirror *dmirror)
{
	unsigned long pfn, mapped = 0;
	int i;

	mutex_lock(&dmirror->mutex);
	for (i = 0, pfn = start >> PAGE_SHIFT; pfn < (end >> PAGE_SHIFT); pfn++, i++) {
		void *entry;

		if (!pages[i])
			continue;
		entry = xa_tag_pointer(pages[i], DPT_XA_TAG_ATOMIC);
		entry = xa_store(&dmirror->pt, pfn, entry, GFP_ATOMIC);
		if (xa_is_err(entry)) {
			mutex_unlock(&dmirror->mutex);
			return xa_err(entry);
		}
		mapped++;
	}
	mutex_unlock(&dmirror->mutex);
	return mapped;
}

static int dmirror_exclusive(struct dmirror *dmirror, struct hmm_dmirror_cmd *cmd)
{
	unsigned long start, end, addr, next;
	unsigned long size = cmd->npages << PAGE_SHIFT;
	struct mm_struct *mm = dmirror->notifier.mm;
	struct page *pages[PFNS_AT_ONCE];
	int ret = 0;

	start = cmd->addr;
	end = start + size;
	if (end < start)
		return -EINVAL;
	if (!mmget_not_zero(mm))
		return -EINVAL;

	mmap_read_lock(mm);
	for (addr = start; addr < end; addr = next) {
		unsigned long mapped = 0;
		int i;

		next = min(end, addr + ((unsigned long)PFNS_AT_ONCE << PAGE_SHIFT));
		ret = make_device_exclusive_range(mm, addr, next, pages, NULL);
		if (ret == (int)((next - addr) >> PAGE_SHIFT))
			mapped = dmirror_atomic_map(addr, next, pages, dmirror);
		for (i = 0; i < ret; i++) {
			if (pages[i]) {
				unlock_page(pages[i]);
				put_page(pages[i]);
			}
		}
		if (addr + (mapped << PAGE_SHIFT) < next) {
			mmap_read_unlock(mm);
			mmput(mm);
			return -EBUSY;
		}
	}
	mmap_read_unlock(mm);
	mmput(mm);
	return dmirror_return_data(dmirror, cmd);
}

/* ---- snapshots ---- */

static void dmirror_mkentry(struct dmirror *dmirror, unsigned char *perm, unsigned long entry)
{
	struct page *page;
	bool local;

	if (entry & HMM_PFN_ERROR) {
		*perm = HMM_DMIRROR_PROT_ERROR;
		return;
	}
	if (!(entry & HMM_PFN_VALID)) {
		*perm = HMM_DMIRROR_PROT_NONE;
		return;
	}

	page = hmm_pfn_to_page(entry);
	if (is_device_private_page(page)) {
		local = dmirror->mdevice == dmirror_page_to_device(page);
		*perm = local ? HMM_DMIRROR_PROT_DEV_PRIVATE_LOCAL
			      : HMM_DMIRROR_PROT_DEV_PRIVATE_REMOTE;
	} else if (is_device_coherent_page(page)) {
		local = dmirror->mdevice == dmirror_page_to_device(page);
		*perm = local ? HMM_DMIRROR_PROT_DEV_COHERENT_LOCAL
			      : HMM_DMIRROR_PROT_DEV_COHERENT_REMOTE;
	} else if (is_zero_pfn(page_to_pfn(page))) {
		*perm = HMM_DMIRROR_PROT_ZERO;
	} else {
		*perm = HMM_DMIRROR_PROT_NONE;
	}
	*perm |= entry & HMM_PFN_WRITE ? HMM_DMIRROR_PROT_WRITE : HMM_DMIRROR_PROT_READ;
	if (hmm_pfn_to_map_order(entry) + PAGE_SHIFT == PMD_SHIFT)
		*perm |= HMM_DMIRROR_PROT_PMD;
	else if (hmm_pfn_to_map_order(entry) + PAGE_SHIFT == PUD_SHIFT)
		*perm |= HMM_DMIRROR_PROT_PUD;
}

static bool dmirror_snapshot_invalidate(struct mmu_interval_notifier *mni,
					const struct mmu_notifier_range *range,
					unsigned long cur_seq)
{
	struct dmirror_interval *dmi = container_of(mni, struct dmirror_interval, notifier);

	mutex_lock(&dmi->dmirror->mutex);
	mmu_interval_set_seq(mni, cur_seq);
	mutex_unlock(&dmi->dmirror->mutex);
	return true;
}

static const struct mmu_interval_notifier_ops dmirror_mrn_ops = {
	.invalidate = dmirror_snapshot_invalidate,
};

static int dmirror_range_snapshot(struct dmirror *dmirror, struct hmm_range *range,
				  unsigned char *perm)
{
	struct mm_struct *mm = dmirror->notifier.mm;
	struct dmirror_interval notifier;
	unsigned long i, n;
	int ret;

	notifier.dmirror = dmirror;
	range->notifier = &notifier.notifier;
	ret = mmu_interval_notifier_insert(range->notifier, mm, range->start,
					   range->end - range->start, &dmirror_mrn_ops);
	if (ret)
		return ret;

	while (true) {
		range->notifier_seq = mmu_interval_read_begin(range->notifier);
		mmap_read_lock(mm);
		ret = hmm_range_fault(range);
		mmap_read_unlock(mm);
		if (ret == -EBUSY)
			continue;
		if (ret)
			goto out;

		mutex_lock(&dmirror->mutex);
		if (!mmu_interval_read_retry(range->notifier, range->notifier_seq))
			break;
		mutex_unlock(&dmirror->mutex);
	}

	n = (range->end - range->start) >> PAGE_SHIFT;
	for (i = 0; i < n; i++)
		dmirror_mkentry(dmirror, perm + i, range->hmm_pfns[i]);
	mutex_unlock(&dmirror->mutex);
out:
	mmu_interval_notifier_remove(range->notifier);
	return ret;
}

static int dmirror_snapshot(struct dmirror *dmirror, struct hmm_dmirror_cmd *cmd)
{
	struct mm_struct *mm = dmirror->notifier.mm;
	unsigned long start, end, addr, next;
	unsigned long size = cmd->npages << PAGE_SHIFT;
	unsigned long pfns[PFNS_AT_ONCE] = { 0 };
	unsigned char perm[PFNS_AT_ONCE];
	char __user *uptr;
	struct hmm_range range = {
		.hmm_pfns = pfns,
		.dev_private_owner = dmirror->mdevice,
	};
	int ret = 0;

	start = cmd->addr;
	end = start + size;
	if (end < start)
		return -EINVAL;
	if (!mmget_not_zero(mm))
		return -EINVAL;

	uptr = u64_to_user_ptr(cmd->ptr);
	for (addr = start; addr < end; addr = next) {
		unsigned long n;

		next = min(addr + ((unsigned long)PFNS_AT_ONCE << PAGE_SHIFT), end);
		range.start = addr;
		range.end = next;
		ret = dmirror_range_snapshot(dmirror, &range, perm);
		if (ret)
			break;

		n = (range.end - range.start) >> PAGE_SHIFT;
		if (copy_to_user(uptr, perm, n)) {
			ret = -EFAULT;
			break;
		}
		cmd->cpages += n;
		uptr += n;
	}
	mmput(mm);
	return ret;
}

/* ---- taking the memory away ---- */

static void dmirror_remove_free_pages(struct dmirror_chunk *devmem)
{
	struct dmirror_device *mdevice = devmem->mdevice;
	struct page *page;

	for (page = mdevice->free_pages; page; page = page->zone_device_data)
		if (dmirror_page_to_chunk(page) == devmem)
			mdevice->free_pages = page->zone_device_data;
}

static void dmirror_device_remove_chunks(struct dmirror_device *mdevice)
{
	unsigned int i;

	mutex_lock(&mdevice->devmem_lock);
	for (i = 0; i < mdevice->devmem_count; i++) {
		struct dmirror_chunk *devmem = mdevice->devmem_chunks[i];

		spin_lock(&mdevice->lock);
		devmem->remove = true;
		dmirror_remove_free_pages(devmem);
		spin_unlock(&mdevice->lock);

		dmirror_device_evict_chunk(devmem);
		memunmap_pages(&devmem->pagemap);
		release_chunk_region(devmem);
		kfree(devmem);
	}
	mdevice->devmem_count = 0;
	mdevice->devmem_capacity = 0;
	mdevice->free_pages = NULL;
	kfree(mdevice->devmem_chunks);
	mdevice->devmem_chunks = NULL;
	mutex_unlock(&mdevice->devmem_lock);
}

/* ---- commands ---- */

static long dmirror_fops_unlocked_ioctl(struct file *filp, unsigned int command,
					unsigned long arg)
{
	void __user *uarg = (void __user *)arg;
	struct hmm_dmirror_cmd cmd;
	struct dmirror *dmirror;
	int ret;

	dmirror = filp->private_data;
	if (!dmirror)
		return -EINVAL;
	if (copy_from_user(&cmd, uarg, sizeof(cmd)))
		return -EFAULT;
	if (cmd.addr & ~PAGE_MASK)
		return -EINVAL;
	if (cmd.addr >= (cmd.addr + (cmd.npages << PAGE_SHIFT)))
		return -EINVAL;

	cmd.cpages = 0;
	cmd.faults = 0;

	switch (command) {
	case HMM_DMIRROR_READ:
		ret = dmirror_read(dmirror, &cmd);
		break;
	case HMM_DMIRROR_WRITE:
		ret = dmirror_write(dmirror, &cmd);
		break;
	case HMM_DMIRROR_MIGRATE_TO_DEV:
		ret = dmirror_migrate_to_device(dmirror, &cmd);
		break;
	case HMM_DMIRROR_MIGRATE_TO_SYS:
		ret = dmirror_migrate_to_system(dmirror, &cmd);
		break;
	case HMM_DMIRROR_EXCLUSIVE:
		ret = dmirror_exclusive(dmirror, &cmd);
		break;
	case HMM_DMIRROR_CHECK_EXCLUSIVE:
		ret = dmirror_check_atomic(dmirror, cmd.addr,
					   cmd.addr + (cmd.npages << PAGE_SHIFT));
		break;
	case HMM_DMIRROR_SNAPSHOT:
		ret = dmirror_snapshot(dmirror, &cmd);
		break;
	case HMM_DMIRROR_RELEASE:
		dmirror_device_remove_chunks(dmirror->mdevice);
		ret = 0;
		break;
	default:
		return -EINVAL;
	}
	if (ret)
		return ret;

	if (copy_to_user(uarg, &cmd, sizeof(cmd)))
		return -EFAULT;
	return 0;
}

static struct module dmirror_module;

static const struct file_operations dmirror_fops = {
	.owner = &dmirror_module,
	.open = dmirror_fops_open,
	.release = dmirror_fops_release,
	.mmap = dmirror_fops_mmap,
	.unlocked_ioctl = dmirror_fops_unlocked_ioctl,
};

/* ---- a page's last reference is gone ---- */

static void dmirror_devmem_free(struct page *page)
{
	struct page *rpage = BACKING_PAGE(page);
	struct dmirror_device *mdevice;

	if (rpage != page)
		__free_page(rpage);

	mdevice = dmirror_page_to_device(page);
	spin_lock(&mdevice->lock);

	/* Not back on the list if the whole chunk is going away. */
	if (!dmirror_page_to_chunk(page)->remove) {
		mdevice->cfree++;
		page->zone_device_data = mdevice->free_pages;
		mdevice->free_pages = page;
	}
	spin_unlock(&mdevice->lock);
}

static const struct dev_pagemap_ops dmirror_devmem_ops = {
	.page_free = dmirror_devmem_free,
	.migrate_to_ram = dmirror_devmem_fault,
};

/* ---- coming and going ---- */

static const char *const dmirror_names[DMIRROR_NDEVICES] = {
	"hmm_dmirror0", "hmm_dmirror1", "hmm_dmirror2", "hmm_dmirror3",
};

static int dmirror_device_init(struct dmirror_device *mdevice, int id)
{
	mutex_init(&mdevice->devmem_lock);
	spin_lock_init(&mdevice->lock);
	cdev_add_named(&mdevice->cdevice, &dmirror_fops, dmirror_names[id], id);
	return dmirror_allocate_chunk(mdevice, NULL);
}

static void dmirror_device_remove(struct dmirror_device *mdevice)
{
	dmirror_device_remove_chunks(mdevice);
	cdev_del(&mdevice->cdevice);
}

static void hmm_dmirror_exit(void)
{
	int id;

	for (id = 0; id < DMIRROR_NDEVICES; id++)
		if (dmirror_devices[id].zone_device_type)
			dmirror_device_remove(&dmirror_devices[id]);
}

static struct module dmirror_module = {
	.name = "test_hmm",
	.exit = hmm_dmirror_exit,
};

int hmm_dmirror_init(void)
{
	int ndevices = 0;
	int id, ret;

	register_module(&dmirror_module);
	dmirror_devices[ndevices++].zone_device_type = HMM_DMIRROR_MEMORY_DEVICE_PRIVATE;
	dmirror_devices[ndevices++].zone_device_type = HMM_DMIRROR_MEMORY_DEVICE_PRIVATE;
	if (spm_addr_dev0 && spm_addr_dev1) {
		dmirror_devices[ndevices++].zone_device_type = HMM_DMIRROR_MEMORY_DEVICE_COHERENT;
		dmirror_devices[ndevices++].zone_device_type = HMM_DMIRROR_MEMORY_DEVICE_COHERENT;
	}
	for (id = 0; id < ndevices; id++) {
		ret = dmirror_device_init(&dmirror_devices[id], id);
		if (ret)
			return ret;
	}
	return 0;
}

#endif
