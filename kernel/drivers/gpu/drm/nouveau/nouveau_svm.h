/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Shared virtual memory: the card has the same addresses as the program. */
#ifndef __NOUVEAU_SVM_H__
#define __NOUVEAU_SVM_H__

#include <linux/mmu_notifier.h>
#include <uapi/drm/nouveau_drm.h>
#include "nouveau_drv.h"

/* One address space that the card has, too. It lives until the last notification is over. */
struct nouveau_svmm {
	struct mmu_notifier notifier;
	struct nouveau_vmm *vmm;
	struct {
		unsigned long start;
		unsigned long limit;
	} unmanaged;			/* the card's own business */
	struct mutex mutex;
};

void nouveau_svm_init(struct nouveau_drm *drm);
void nouveau_svm_fini(struct nouveau_drm *drm);
int nouveau_svmm_init(struct nouveau_cli *cli, struct drm_nouveau_svm_init *args);
int nouveau_svmm_bind(struct nouveau_cli *cli, struct drm_nouveau_svm_bind *args);
void nouveau_svmm_fini(struct nouveau_svmm **psvmm);
/* Takes a range out of the card's page tables; under svmm->mutex. */
void nouveau_svmm_invalidate(struct nouveau_svmm *svmm, u64 start, u64 limit);

u64 *nouveau_pfns_alloc(unsigned long npages);
void nouveau_pfns_free(u64 *pfns);
void nouveau_pfns_map(struct nouveau_svmm *svmm, struct mm_struct *mm, unsigned long addr,
		      u64 *pfns, unsigned long npages);

#endif
