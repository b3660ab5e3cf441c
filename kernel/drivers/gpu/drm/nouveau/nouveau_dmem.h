/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Pages in the card's memory. */
#ifndef __NOUVEAU_DMEM_H__
#define __NOUVEAU_DMEM_H__

struct nouveau_drm;
struct nouveau_svmm;
struct page;
struct vm_area_struct;

void nouveau_dmem_init(struct nouveau_drm *drm);
/* Brings back to RAM what is still there, and takes the memory away. */
void nouveau_dmem_fini(struct nouveau_drm *drm);
/* Best effort: 0 says only that it was tried. */
int nouveau_dmem_migrate_vma(struct nouveau_drm *drm, struct nouveau_svmm *svmm,
			     struct vm_area_struct *vma, unsigned long start, unsigned long end);
/* Where a page's bytes lie in the card's memory. */
unsigned long nouveau_dmem_page_addr(struct page *page);

#endif
