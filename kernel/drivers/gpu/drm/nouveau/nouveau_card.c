// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The card itself: its memory, its copy engine and its page tables. None of this is the kernel's:
 * what happens here happens on the other side of the PCI bus.
 */
#include <linux/bug.h>
#include <linux/errno.h>
#include <linux/math.h>
#include <linux/mm.h>
#include "nouveau_drv.h"
#include "nvhw_cla0b5.h"

#ifdef CONFIG_DRM_NOUVEAU

#define VRAM_PAGES	(NOUVEAU_VRAM_SIZE >> PAGE_SHIFT)
#define REGISTERS	(NVA0B5_SET_REMAP_COMPONENTS / 4 + 1)

int nouveau_card_init(struct nouveau_drm *drm)
{
	drm->vram.pages = kvcalloc(VRAM_PAGES, sizeof(*drm->vram.pages), GFP_KERNEL);
	return drm->vram.pages ? 0 : -ENOMEM;
}

void nouveau_card_fini(struct nouveau_drm *drm)
{
	unsigned long i;

	for (i = 0; i < VRAM_PAGES; i++)
		free_page(drm->vram.pages[i]);
	kvfree(drm->vram.pages);
}

/* Where the bytes are that the card finds at this address of its memory, or of the host's. */
static char *bytes_at(struct nouveau_drm *drm, u32 target, u64 addr)
{
	unsigned long *page = &drm->vram.pages[addr >> PAGE_SHIFT];

	if (target == NVA0B5_PHYS_MODE_TARGET_COHERENT_SYSMEM)
		return __va(addr);
	BUG_ON(addr >= NOUVEAU_VRAM_SIZE);
	if (!*page)
		*page = get_zeroed_page(GFP_KERNEL);
	BUG_ON(!*page);
	return (char *)*page + offset_in_page(addr);
}

static u64 address(const u32 *reg, u32 upper)
{
	return (u64)reg[upper / 4] << 32 | reg[upper / 4 + 1];
}

/* Copies lines of one page each, or fills a line with two constants. */
static void copy_engine_launch(struct nouveau_drm *drm, const u32 *reg)
{
	u64 from = address(reg, NVA0B5_OFFSET_IN_UPPER);
	u64 to = address(reg, NVA0B5_OFFSET_OUT_UPPER);
	u32 length = reg[NVA0B5_LINE_LENGTH_IN / 4];
	u32 line;

	if (reg[NVA0B5_LAUNCH_DMA / 4] & NVA0B5_LAUNCH_DMA_REMAP_ENABLE) {
		/* Counted in components: two of four bytes. The driver only ever clears. */
		BUG_ON(reg[NVA0B5_SET_REMAP_CONST_A / 4] || reg[NVA0B5_SET_REMAP_CONST_B / 4]);
		memset(bytes_at(drm, reg[NVA0B5_SET_DST_PHYS_MODE / 4], to), 0, length * 8UL);
		return;
	}
	for (line = 0; line < reg[NVA0B5_LINE_COUNT / 4]; line++) {
		memcpy(bytes_at(drm, reg[NVA0B5_SET_DST_PHYS_MODE / 4], to),
		       bytes_at(drm, reg[NVA0B5_SET_SRC_PHYS_MODE / 4], from), length);
		from += reg[NVA0B5_PITCH_IN / 4];
		to += reg[NVA0B5_PITCH_OUT / 4];
	}
}

void nouveau_card_run(struct nouveau_channel *chan)
{
	u32 reg[REGISTERS] = { 0 };

	for (; chan->get < chan->put; chan->get += 2) {
		u32 method = (chan->push[chan->get] & 0xfff) << 2;
		u32 data = chan->push[chan->get + 1];

		BUG_ON(method / 4 >= REGISTERS);
		reg[method / 4] = data;
		if (method == NVA0B5_LAUNCH_DMA)
			copy_engine_launch(chan->drm, reg);
		else if (method == NV06E_SET_REFERENCE)
			chan->reference = data;
	}
	chan->get = 0;
	chan->put = 0;
}

/* ---- page tables ---- */

void nvif_vmm_pfnmap(struct nouveau_vmm *vmm, u64 addr, const u64 *phys, unsigned long npages)
{
	unsigned long i;

	for (i = 0; i < npages; i++) {
		unsigned long index = (addr >> PAGE_SHIFT) + i;

		if (phys[i] & NVIF_VMM_PFNMAP_V0_V)
			xa_store(&vmm->pt, index, (void *)phys[i], GFP_KERNEL);
		else
			xa_erase(&vmm->pt, index);
	}
}

void nvif_vmm_pfnclr(struct nouveau_vmm *vmm, u64 addr, u64 size)
{
	xa_erase_all(&vmm->pt, addr >> PAGE_SHIFT, (addr + size - 1) >> PAGE_SHIFT);
}

#endif
