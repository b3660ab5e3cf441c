/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The driver's objects for one card, and for each program that has opened it. */
#ifndef __NOUVEAU_DRV_H__
#define __NOUVEAU_DRV_H__

#include <linux/fs.h>
#include <linux/pci.h>
#include <linux/xarray.h>

struct nouveau_dmem;
struct nouveau_drm;
struct nouveau_svm;
struct nouveau_svmm;

struct drm_device {
	struct device *dev;
};

/* Page tables of the card for one address space: entries are NVIF_VMM_PFNMAP_V0_ words. */
struct nouveau_vmm {
	struct nouveau_cli *cli;
	struct xarray pt;
	struct nouveau_svmm *svmm;
};

/* One open file. */
struct nouveau_cli {
	struct nouveau_drm *drm;
	struct mutex mutex;
	struct nouveau_vmm svm;
};

/* Commands for the card, in order. It is behind by what lies between @get and @put. */
#define PUSH_WORDS	1024

struct nouveau_channel {
	struct nouveau_drm *drm;
	u32 *push;
	u32 put, get;
	u32 sequence;		/* of the last fence */
	u32 reference;		/* of the last fence that the card has reached */
};

/* The card's memory. The machine lends it pages of RAM, one for each page that was written. */
#define NOUVEAU_VRAM_SIZE	(8UL << 20)

struct nouveau_vram {
	unsigned long *pages;
	unsigned long taken;	/* a bit for each 2 MiB that a buffer object has */
};

struct nouveau_drm {
	struct drm_device *dev;
	struct nouveau_dmem *dmem;
	struct nouveau_svm *svm;
	struct nouveau_vram vram;
	struct {
		struct nouveau_channel *chan;	/* of the copy engine */
	} ttm;
	struct cdev render;
};

#define NV_INFO(drm, ...)	dev_info((drm)->dev->dev, __VA_ARGS__)

/* ---- buffer objects: pieces of the card's memory ---- */

#define NOUVEAU_BO_SIZE		(2UL << 20)

struct nouveau_bo {
	struct nouveau_drm *drm;
	u64 offset;
	unsigned int pin_count;
};

int nouveau_bo_new(struct nouveau_drm *drm, struct nouveau_bo **pbo);
int nouveau_bo_pin(struct nouveau_bo *bo);
void nouveau_bo_unpin(struct nouveau_bo *bo);
void nouveau_bo_fini(struct nouveau_bo *bo);

/* ---- the channel ---- */

struct nouveau_fence {
	struct nouveau_channel *chan;
	u32 seqno;
};

struct nouveau_channel *nouveau_channel_new(struct nouveau_drm *drm);
void nouveau_channel_del(struct nouveau_channel *chan);
/* Makes room for @words; waits for the card if it has to. */
void PUSH_WAIT(struct nouveau_channel *chan, u32 words);
/* Sets one register of the engine. */
void PUSH_MTHD(struct nouveau_channel *chan, u32 method, u32 data);
int nouveau_fence_new(struct nouveau_fence **pfence, struct nouveau_channel *chan);
/* Afterwards the card has done all that came before the fence. */
void nouveau_fence_wait(struct nouveau_fence *fence);
void nouveau_fence_unref(struct nouveau_fence **pfence);

/* ---- what the card does by itself ---- */

int nouveau_card_init(struct nouveau_drm *drm);
void nouveau_card_fini(struct nouveau_drm *drm);
/* Carries out the commands of the channel. */
void nouveau_card_run(struct nouveau_channel *chan);

/* ---- the card's page tables ---- */

#define NVIF_VMM_PFNMAP_V0_ADDR_SHIFT	12
#define NVIF_VMM_PFNMAP_V0_HOST		0x00ULL
#define NVIF_VMM_PFNMAP_V0_VRAM		0x10ULL
#define NVIF_VMM_PFNMAP_V0_W		0x02ULL
#define NVIF_VMM_PFNMAP_V0_V		0x01ULL
#define NVIF_VMM_PFNMAP_V0_NONE		0x00ULL

/* Entries for the pages from @addr on; NVIF_VMM_PFNMAP_V0_NONE unmaps. */
void nvif_vmm_pfnmap(struct nouveau_vmm *vmm, u64 addr, const u64 *phys, unsigned long npages);
void nvif_vmm_pfnclr(struct nouveau_vmm *vmm, u64 addr, u64 size);

#endif
