// SPDX-License-Identifier: GPL-2.0-or-later
/* Pieces of the card's memory. The driver needs them for its device pages only: 2 MiB each. */
#include <linux/bitops.h>
#include <linux/bug.h>
#include <linux/errno.h>
#include "nouveau_drv.h"

#ifdef CONFIG_DRM_NOUVEAU

int nouveau_bo_new(struct nouveau_drm *drm, struct nouveau_bo **pbo)
{
	struct nouveau_bo *bo = kzalloc(sizeof(*bo), GFP_KERNEL);
	unsigned int slot;

	if (!bo)
		return -ENOMEM;
	for (slot = 0; slot < NOUVEAU_VRAM_SIZE / NOUVEAU_BO_SIZE; slot++) {
		if (test_and_set_bit(slot, &drm->vram.taken))
			continue;
		bo->drm = drm;
		bo->offset = slot * NOUVEAU_BO_SIZE;
		*pbo = bo;
		return 0;
	}
	kfree(bo);
	return -ENOSPC;
}

/* As long as it is pinned nobody moves it out of the card's memory. */
int nouveau_bo_pin(struct nouveau_bo *bo)
{
	bo->pin_count++;
	return 0;
}

void nouveau_bo_unpin(struct nouveau_bo *bo)
{
	WARN_ON(!bo->pin_count);
	bo->pin_count--;
}

void nouveau_bo_fini(struct nouveau_bo *bo)
{
	WARN_ON(bo->pin_count);
	clear_bit(bo->offset / NOUVEAU_BO_SIZE, &bo->drm->vram.taken);
	kfree(bo);
}

#endif
