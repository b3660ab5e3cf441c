// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Pages of programs in the card's memory: MEMORY_DEVICE_PRIVATE in chunks of 2 MiB. The copy engine
 * moves the bytes while the CPU moves the identity of the pages, and a fence says when both are
 * done.
 *
 * A chunk takes a whole section of addresses that nobody owns, and the driver registers all of it,
 * but uses no more than the chunk. The model registers just that.
 */
#include <linux/dma-mapping.h>
#include <linux/err.h>
#include <linux/memremap.h>
#include <linux/migrate.h>
#include <linux/pagemap.h>
#include "nouveau_dmem.h"
#include "nouveau_svm.h"
#include "nvhw_cla0b5.h"

#ifdef CONFIG_DRM_NOUVEAU_SVM

#define DMEM_CHUNK_SIZE		NOUVEAU_BO_SIZE
#define DMEM_CHUNK_NPAGES	(DMEM_CHUNK_SIZE >> PAGE_SHIFT)

/* Whose addresses the copy engine is given. */
enum nouveau_aper {
	NOUVEAU_APER_VRAM,
	NOUVEAU_APER_HOST,
};

typedef int (*nouveau_migrate_copy_t)(struct nouveau_drm *drm, u64 npages,
				      enum nouveau_aper dst_aper, u64 dst_addr,
				      enum nouveau_aper src_aper, u64 src_addr);
typedef int (*nouveau_clear_page_t)(struct nouveau_drm *drm, u32 length,
				    enum nouveau_aper dst_aper, u64 dst_addr);

struct nouveau_dmem_chunk {
	struct list_head list;
	struct nouveau_bo *bo;
	struct nouveau_drm *drm;
	unsigned long callocated;	/* pages that are in use */
	struct resource *region;
	struct dev_pagemap pagemap;
};

struct nouveau_dmem_migrate {
	nouveau_migrate_copy_t copy_func;
	nouveau_clear_page_t clear_func;
	struct nouveau_channel *chan;
};

struct nouveau_dmem {
	struct nouveau_drm *drm;
	struct nouveau_dmem_migrate migrate;
	struct list_head chunks;
	struct mutex mutex;
	struct page *free_pages;	/* of all chunks, linked by zone_device_data */
	spinlock_t lock;
};

/* ---- from a page to its chunk ---- */

static struct nouveau_dmem_chunk *nouveau_page_to_chunk(struct page *page)
{
	return container_of(page->pgmap, struct nouveau_dmem_chunk, pagemap);
}

static struct nouveau_drm *page_to_drm(struct page *page)
{
	return nouveau_page_to_chunk(page)->drm;
}

unsigned long nouveau_dmem_page_addr(struct page *page)
{
	struct nouveau_dmem_chunk *chunk = nouveau_page_to_chunk(page);
	unsigned long off = page_to_phys(page) - chunk->pagemap.range.start;

	return chunk->bo->offset + off;
}

static void nouveau_dmem_page_free(struct page *page)
{
	struct nouveau_dmem_chunk *chunk = nouveau_page_to_chunk(page);
	struct nouveau_dmem *dmem = chunk->drm->dmem;

	spin_lock(&dmem->lock);
	page->zone_device_data = dmem->free_pages;
	dmem->free_pages = page;

	WARN_ON(!chunk->callocated);
	chunk->callocated--;
	spin_unlock(&dmem->lock);
}

/* ---- back to RAM ---- */

static void nouveau_dmem_fence_done(struct nouveau_fence **fence)
{
	nouveau_fence_wait(*fence);
	nouveau_fence_unref(fence);
}

/* Tells the copy engine to fill @dpage, which is locked from now on. */
static int nouveau_dmem_copy_one(struct nouveau_drm *drm, struct page *spage, struct page *dpage,
				 dma_addr_t *dma_addr)
{
	struct device *dev = drm->dev->dev;

	lock_page(dpage);

	*dma_addr = dma_map_page(dev, dpage, 0, PAGE_SIZE, DMA_BIDIRECTIONAL);
	if (dma_mapping_error(dev, *dma_addr))
		return -EIO;
	if (drm->dmem->migrate.copy_func(drm, 1, NOUVEAU_APER_HOST, *dma_addr, NOUVEAU_APER_VRAM,
					 nouveau_dmem_page_addr(spage))) {
		dma_unmap_page(dev, *dma_addr, PAGE_SIZE, DMA_BIDIRECTIONAL);
		return -EIO;
	}
	return 0;
}

/* The CPU touched a page in the card's memory. */
static vm_fault_t nouveau_dmem_migrate_to_ram(struct vm_fault *vmf)
{
	struct nouveau_drm *drm = page_to_drm(vmf->page);
	struct nouveau_dmem *dmem = drm->dmem;
	struct nouveau_fence *fence;
	struct nouveau_svmm *svmm;
	struct page *spage, *dpage;
	unsigned long src = 0, dst = 0;
	dma_addr_t dma_addr = 0;
	vm_fault_t ret = 0;
	struct migrate_vma args = {
		.vma = vmf->vma,
		.start = vmf->address,
		.end = vmf->address + PAGE_SIZE,
		.src = &src,
		.dst = &dst,
		.pgmap_owner = drm->dev,
		.fault_page = vmf->page,
		.flags = MIGRATE_VMA_SELECT_DEVICE_PRIVATE,
	};

	if (migrate_vma_setup(&args) < 0)
		return VM_FAULT_SIGBUS;
	if (!args.cpages)
		return 0;

	spage = migrate_pfn_to_page(src);
	if (!spage || !(src & MIGRATE_PFN_MIGRATE))
		goto done;
	dpage = alloc_page_vma(GFP_HIGHUSER | __GFP_ZERO, vmf->vma, vmf->address);
	if (!dpage)
		goto done;
	dst = migrate_pfn(page_to_pfn(dpage));

	svmm = spage->zone_device_data;
	mutex_lock(&svmm->mutex);
	nouveau_svmm_invalidate(svmm, args.start, args.end);
	ret = nouveau_dmem_copy_one(drm, spage, dpage, &dma_addr);
	mutex_unlock(&svmm->mutex);
	if (ret) {
		ret = VM_FAULT_SIGBUS;
		goto done;
	}

	nouveau_fence_new(&fence, dmem->migrate.chan);
	migrate_vma_pages(&args);
	nouveau_dmem_fence_done(&fence);
	dma_unmap_page(drm->dev->dev, dma_addr, PAGE_SIZE, DMA_BIDIRECTIONAL);
done:
	migrate_vma_finalize(&args);
	return ret;
}

static const struct dev_pagemap_ops nouveau_dmem_pagemap_ops = {
	.page_free = nouveau_dmem_page_free,
	.migrate_to_ram = nouveau_dmem_migrate_to_ram,
};

/* ---- chunks ---- */

static int nouveau_dmem_chunk_alloc(struct nouveau_drm *drm, struct page **ppage)
{
	struct nouveau_dmem_chunk *chunk;
	struct resource *res;
	struct page *page;
	unsigned long i;
	void *ptr;
	int ret;

	chunk = kzalloc(sizeof(*chunk), GFP_KERNEL);
	if (!chunk)
		return -ENOMEM;

	/* Addresses that stand for the card's memory; nothing answers at them. */
	res = request_free_mem_region(&iomem_resource, DMEM_CHUNK_SIZE, "nouveau_dmem");
	if (IS_ERR(res)) {
		ret = PTR_ERR(res);
		goto out_free;
	}
	chunk->drm = drm;
	chunk->region = res;
	chunk->pagemap.type = MEMORY_DEVICE_PRIVATE;
	chunk->pagemap.range.start = res->start;
	chunk->pagemap.range.end = res->start + DMEM_CHUNK_SIZE - 1;
	chunk->pagemap.nr_range = 1;
	chunk->pagemap.ops = &nouveau_dmem_pagemap_ops;
	chunk->pagemap.owner = drm->dev;

	ret = nouveau_bo_new(drm, &chunk->bo);
	if (ret)
		goto out_release;
	ret = nouveau_bo_pin(chunk->bo);
	if (ret)
		goto out_bo_free;

	ptr = memremap_pages(&chunk->pagemap, numa_mem_id());
	if (IS_ERR(ptr)) {
		ret = PTR_ERR(ptr);
		goto out_bo_unpin;
	}

	mutex_lock(&drm->dmem->mutex);
	list_add(&chunk->list, &drm->dmem->chunks);
	mutex_unlock(&drm->dmem->mutex);

	/* The last page is for the caller, the others are free. */
	page = pfn_to_page(PHYS_PFN(chunk->pagemap.range.start));
	spin_lock(&drm->dmem->lock);
	for (i = 0; i < DMEM_CHUNK_NPAGES - 1; ++i, ++page) {
		page->zone_device_data = drm->dmem->free_pages;
		drm->dmem->free_pages = page;
	}
	*ppage = page;
	chunk->callocated++;
	spin_unlock(&drm->dmem->lock);

	NV_INFO(drm, "DMEM: registered %ldMB of device memory\n", DMEM_CHUNK_SIZE >> 20);
	return 0;

out_bo_unpin:
	nouveau_bo_unpin(chunk->bo);
out_bo_free:
	nouveau_bo_fini(chunk->bo);
out_release:
	release_mem_region(res->start, resource_size(res));
out_free:
	kfree(chunk);
	return ret;
}

static struct page *nouveau_dmem_page_alloc_locked(struct nouveau_drm *drm)
{
	struct nouveau_dmem_chunk *chunk;
	struct page *page = NULL;

	spin_lock(&drm->dmem->lock);
	if (drm->dmem->free_pages) {
		page = drm->dmem->free_pages;
		drm->dmem->free_pages = page->zone_device_data;
		chunk = nouveau_page_to_chunk(page);
		chunk->callocated++;
		spin_unlock(&drm->dmem->lock);
	} else {
		spin_unlock(&drm->dmem->lock);
		if (nouveau_dmem_chunk_alloc(drm, &page))
			return NULL;
	}
	zone_device_page_init(page);
	return page;
}

static void nouveau_dmem_page_free_locked(struct nouveau_drm *drm, struct page *page)
{
	unlock_page(page);
	put_page(page);
}

/* Brings everything that is still in the chunk back to RAM, whoever has it mapped. */
static void nouveau_dmem_evict_chunk(struct nouveau_dmem_chunk *chunk)
{
	unsigned long i, npages = range_len(&chunk->pagemap.range) >> PAGE_SHIFT;
	unsigned long *src_pfns, *dst_pfns;
	struct nouveau_fence *fence;
	dma_addr_t *dma_addrs;

	src_pfns = kvcalloc(npages, sizeof(*src_pfns), GFP_KERNEL);
	dst_pfns = kvcalloc(npages, sizeof(*dst_pfns), GFP_KERNEL);
	dma_addrs = kvcalloc(npages, sizeof(*dma_addrs), GFP_KERNEL);
	/* The card is going away: there is no other place for the contents, so this must not fail. */
	BUG_ON(!src_pfns || !dst_pfns || !dma_addrs);

	migrate_device_range(src_pfns, chunk->pagemap.range.start >> PAGE_SHIFT, npages);

	for (i = 0; i < npages; i++) {
		struct page *dpage;

		if (!(src_pfns[i] & MIGRATE_PFN_MIGRATE))
			continue;
		dpage = alloc_page(GFP_HIGHUSER);
		BUG_ON(!dpage);
		dst_pfns[i] = migrate_pfn(page_to_pfn(dpage));
		nouveau_dmem_copy_one(chunk->drm, migrate_pfn_to_page(src_pfns[i]), dpage,
				      &dma_addrs[i]);
	}

	nouveau_fence_new(&fence, chunk->drm->dmem->migrate.chan);
	migrate_device_pages(src_pfns, dst_pfns, npages);
	nouveau_dmem_fence_done(&fence);
	migrate_device_finalize(src_pfns, dst_pfns, npages);
	kvfree(src_pfns);
	kvfree(dst_pfns);
	for (i = 0; i < npages; i++)
		if (dma_addrs[i])
			dma_unmap_page(chunk->drm->dev->dev, dma_addrs[i], PAGE_SIZE,
				       DMA_BIDIRECTIONAL);
	kvfree(dma_addrs);
}

void nouveau_dmem_fini(struct nouveau_drm *drm)
{
	struct nouveau_dmem *dmem = drm->dmem;

	if (!dmem)
		return;
	mutex_lock(&dmem->mutex);
	while (!list_empty(&dmem->chunks)) {
		struct nouveau_dmem_chunk *chunk = list_entry(dmem->chunks.next,
							      struct nouveau_dmem_chunk, list);

		nouveau_dmem_evict_chunk(chunk);
		nouveau_bo_unpin(chunk->bo);
		nouveau_bo_fini(chunk->bo);
		WARN_ON(chunk->callocated);
		list_del(&chunk->list);
		memunmap_pages(&chunk->pagemap);
		release_mem_region(chunk->region->start, resource_size(chunk->region));
		kfree(chunk);
	}
	mutex_unlock(&dmem->mutex);
	kfree(dmem);
	drm->dmem = NULL;
}

/* ---- the copy engine ---- */

static u32 phys_mode(enum nouveau_aper aper)
{
	return aper == NOUVEAU_APER_VRAM ? NVA0B5_PHYS_MODE_TARGET_LOCAL_FB
					 : NVA0B5_PHYS_MODE_TARGET_COHERENT_SYSMEM;
}

static int nvc0b5_migrate_copy(struct nouveau_drm *drm, u64 npages, enum nouveau_aper dst_aper,
			       u64 dst_addr, enum nouveau_aper src_aper, u64 src_addr)
{
	struct nouveau_channel *push = drm->dmem->migrate.chan;

	PUSH_WAIT(push, 22);
	PUSH_MTHD(push, NVA0B5_SET_SRC_PHYS_MODE, phys_mode(src_aper));
	PUSH_MTHD(push, NVA0B5_SET_DST_PHYS_MODE, phys_mode(dst_aper));
	PUSH_MTHD(push, NVA0B5_OFFSET_IN_UPPER, src_addr >> 32);
	PUSH_MTHD(push, NVA0B5_OFFSET_IN_LOWER, src_addr);
	PUSH_MTHD(push, NVA0B5_OFFSET_OUT_UPPER, dst_addr >> 32);
	PUSH_MTHD(push, NVA0B5_OFFSET_OUT_LOWER, dst_addr);
	PUSH_MTHD(push, NVA0B5_PITCH_IN, PAGE_SIZE);
	PUSH_MTHD(push, NVA0B5_PITCH_OUT, PAGE_SIZE);
	PUSH_MTHD(push, NVA0B5_LINE_LENGTH_IN, PAGE_SIZE);
	PUSH_MTHD(push, NVA0B5_LINE_COUNT, npages);
	PUSH_MTHD(push, NVA0B5_LAUNCH_DMA,
		  NVA0B5_LAUNCH_DMA_SRC_PHYSICAL | NVA0B5_LAUNCH_DMA_DST_PHYSICAL |
		  NVA0B5_LAUNCH_DMA_NON_PIPELINED | NVA0B5_LAUNCH_DMA_FLUSH_ENABLE |
		  NVA0B5_LAUNCH_DMA_SRC_PITCH | NVA0B5_LAUNCH_DMA_DST_PITCH |
		  NVA0B5_LAUNCH_DMA_MULTI_LINE_ENABLE);
	return 0;
}

static int nvc0b5_migrate_clear(struct nouveau_drm *drm, u32 length, enum nouveau_aper dst_aper,
				u64 dst_addr)
{
	struct nouveau_channel *push = drm->dmem->migrate.chan;

	PUSH_WAIT(push, 16);
	PUSH_MTHD(push, NVA0B5_SET_DST_PHYS_MODE, phys_mode(dst_aper));
	PUSH_MTHD(push, NVA0B5_SET_REMAP_CONST_A, 0);
	PUSH_MTHD(push, NVA0B5_SET_REMAP_CONST_B, 0);
	PUSH_MTHD(push, NVA0B5_SET_REMAP_COMPONENTS, NVA0B5_REMAP_TWO_CONSTANTS);
	PUSH_MTHD(push, NVA0B5_OFFSET_OUT_UPPER, dst_addr >> 32);
	PUSH_MTHD(push, NVA0B5_OFFSET_OUT_LOWER, dst_addr);
	PUSH_MTHD(push, NVA0B5_LINE_LENGTH_IN, length >> 3);
	PUSH_MTHD(push, NVA0B5_LAUNCH_DMA,
		  NVA0B5_LAUNCH_DMA_DST_PHYSICAL | NVA0B5_LAUNCH_DMA_NON_PIPELINED |
		  NVA0B5_LAUNCH_DMA_FLUSH_ENABLE | NVA0B5_LAUNCH_DMA_SRC_PITCH |
		  NVA0B5_LAUNCH_DMA_DST_PITCH | NVA0B5_LAUNCH_DMA_REMAP_ENABLE);
	return 0;
}

void nouveau_dmem_init(struct nouveau_drm *drm)
{
	struct nouveau_dmem *dmem = kzalloc(sizeof(*dmem), GFP_KERNEL);

	if (!dmem)
		return;
	dmem->drm = drm;
	mutex_init(&dmem->mutex);
	INIT_LIST_HEAD(&dmem->chunks);
	spin_lock_init(&dmem->lock);
	dmem->migrate.copy_func = nvc0b5_migrate_copy;
	dmem->migrate.clear_func = nvc0b5_migrate_clear;
	dmem->migrate.chan = drm->ttm.chan;
	drm->dmem = dmem;
}

/* ---- to the card ---- */

/* A page in the card's memory for one of the program's; 0 if there is none. */
static unsigned long nouveau_dmem_migrate_copy_one(struct nouveau_drm *drm,
						   struct nouveau_svmm *svmm, unsigned long src,
						   dma_addr_t *dma_addr, u64 *pfn)
{
	struct device *dev = drm->dev->dev;
	struct page *dpage, *spage;
	unsigned long paddr;

	*dma_addr = DMA_MAPPING_ERROR;
	spage = migrate_pfn_to_page(src);
	if (!(src & MIGRATE_PFN_MIGRATE))
		goto out;
	dpage = nouveau_dmem_page_alloc_locked(drm);
	if (!dpage)
		goto out;

	paddr = nouveau_dmem_page_addr(dpage);
	if (spage) {
		*dma_addr = dma_map_page(dev, spage, 0, page_size(spage), DMA_BIDIRECTIONAL);
		if (dma_mapping_error(dev, *dma_addr))
			goto out_free_page;
		if (drm->dmem->migrate.copy_func(drm, 1, NOUVEAU_APER_VRAM, paddr,
						 NOUVEAU_APER_HOST, *dma_addr))
			goto out_dma_unmap;
	} else if (drm->dmem->migrate.clear_func(drm, page_size(dpage), NOUVEAU_APER_VRAM, paddr)) {
		/* Nothing was there, or the zero page. */
		goto out_free_page;
	}

	dpage->zone_device_data = svmm;
	*pfn = NVIF_VMM_PFNMAP_V0_V | NVIF_VMM_PFNMAP_V0_VRAM |
		((paddr >> PAGE_SHIFT) << NVIF_VMM_PFNMAP_V0_ADDR_SHIFT);
	if (src & MIGRATE_PFN_WRITE)
		*pfn |= NVIF_VMM_PFNMAP_V0_W;
	return migrate_pfn(page_to_pfn(dpage));

out_dma_unmap:
	dma_unmap_page(dev, *dma_addr, PAGE_SIZE, DMA_BIDIRECTIONAL);
out_free_page:
	nouveau_dmem_page_free_locked(drm, dpage);
out:
	*pfn = NVIF_VMM_PFNMAP_V0_NONE;
	return 0;
}

static void nouveau_dmem_migrate_chunk(struct nouveau_drm *drm, struct nouveau_svmm *svmm,
				       struct migrate_vma *args, dma_addr_t *dma_addrs, u64 *pfns)
{
	unsigned long addr = args->start, nr_dma = 0, i;
	struct nouveau_fence *fence;

	for (i = 0; addr < args->end; i++) {
		args->dst[i] = nouveau_dmem_migrate_copy_one(drm, svmm, args->src[i],
							     dma_addrs + nr_dma, pfns + i);
		if (!dma_mapping_error(drm->dev->dev, dma_addrs[nr_dma]))
			nr_dma++;
		addr += PAGE_SIZE;
	}

	nouveau_fence_new(&fence, drm->dmem->migrate.chan);
	migrate_vma_pages(args);
	nouveau_dmem_fence_done(&fence);
	nouveau_pfns_map(svmm, args->vma->vm_mm, args->start, pfns, i);

	while (nr_dma--)
		dma_unmap_page(drm->dev->dev, dma_addrs[nr_dma], PAGE_SIZE, DMA_BIDIRECTIONAL);
	migrate_vma_finalize(args);
}

int nouveau_dmem_migrate_vma(struct nouveau_drm *drm, struct nouveau_svmm *svmm,
			     struct vm_area_struct *vma, unsigned long start, unsigned long end)
{
	unsigned long npages = (end - start) >> PAGE_SHIFT;
	unsigned long max = min(SG_MAX_SINGLE_ALLOC, npages);
	dma_addr_t *dma_addrs;
	struct migrate_vma args = {
		.vma = vma,
		.start = start,
		.pgmap_owner = drm->dev,
		.flags = MIGRATE_VMA_SELECT_SYSTEM,
	};
	unsigned long i;
	u64 *pfns;
	int ret = -ENOMEM;

	if (!drm->dmem)
		return -ENODEV;
	args.src = kcalloc(max, sizeof(*args.src), GFP_KERNEL);
	args.dst = kcalloc(max, sizeof(*args.dst), GFP_KERNEL);
	dma_addrs = kcalloc(max, sizeof(*dma_addrs), GFP_KERNEL);
	pfns = nouveau_pfns_alloc(max);
	if (!args.src || !args.dst || !dma_addrs || !pfns)
		goto out_free;

	for (i = 0; i < npages; i += max) {
		args.end = min(end, args.start + (max << PAGE_SHIFT));
		ret = migrate_vma_setup(&args);
		if (ret)
			goto out_free;
		if (args.cpages)
			nouveau_dmem_migrate_chunk(drm, svmm, &args, dma_addrs, pfns);
		args.start = args.end;
	}
	ret = 0;
out_free:
	nouveau_pfns_free(pfns);
	kfree(dma_addrs);
	kfree(args.dst);
	kfree(args.src);
	return ret;
}

#endif
