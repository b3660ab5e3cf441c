// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Shared virtual memory. The card's page tables follow the program's; what the program asks to have
 * in the card's memory goes there. No program runs on the card of the model, so it never faults.
 */
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include "nouveau_dmem.h"
#include "nouveau_svm.h"

#ifdef CONFIG_DRM_NOUVEAU_SVM

struct nouveau_svm {
	struct nouveau_drm *drm;
	struct mutex mutex;
};

int nouveau_svmm_bind(struct nouveau_cli *cli, struct drm_nouveau_svm_bind *args)
{
	unsigned long target, cmd;
	unsigned long addr, end;
	struct mm_struct *mm = current->mm;

	args->va_start &= PAGE_MASK;
	args->va_end = PAGE_ALIGN(args->va_end);

	if (args->reserved0 || args->reserved1)
		return -EINVAL;
	if (args->header & ~NOUVEAU_SVM_BIND_VALID_MASK)
		return -EINVAL;
	if (args->va_start >= args->va_end)
		return -EINVAL;

	/* There is one command so far, and one target. */
	cmd = (args->header >> NOUVEAU_SVM_BIND_COMMAND_SHIFT) & NOUVEAU_SVM_BIND_COMMAND_MASK;
	if (cmd != NOUVEAU_SVM_BIND_COMMAND__MIGRATE)
		return -EINVAL;
	target = (args->header >> NOUVEAU_SVM_BIND_TARGET_SHIFT) & NOUVEAU_SVM_BIND_TARGET_MASK;
	if (target != NOUVEAU_SVM_BIND_TARGET__GPU_VRAM)
		return -EINVAL;
	if (args->stride)
		return -EINVAL;

	if (!mm || !mmget_not_zero(mm))
		return -EINVAL;
	mmap_read_lock(mm);
	if (!cli->svm.svmm) {
		mmap_read_unlock(mm);
		mmput(mm);
		return -EINVAL;
	}

	end = args->va_end;
	for (addr = args->va_start; addr < end;) {
		struct vm_area_struct *vma = find_vma(mm, addr);
		unsigned long next;

		if (!vma || vma->vm_start >= end)
			break;
		addr = max(addr, vma->vm_start);
		next = min(vma->vm_end, end);
		/* What cannot go there stays where it is. */
		nouveau_dmem_migrate_vma(cli->drm, cli->svm.svmm, vma, addr, next);
		addr = next;
	}
	args->result = 0;

	mmap_read_unlock(mm);
	mmput(mm);
	return 0;
}

void nouveau_svmm_invalidate(struct nouveau_svmm *svmm, u64 start, u64 limit)
{
	if (limit > start)
		nvif_vmm_pfnclr(svmm->vmm, start, limit - start);
}

static int nouveau_svmm_invalidate_range_start(struct mmu_notifier *mn,
					       const struct mmu_notifier_range *update)
{
	struct nouveau_svmm *svmm = container_of(mn, struct nouveau_svmm, notifier);
	unsigned long start = update->start;
	unsigned long limit = update->end;

	mutex_lock(&svmm->mutex);
	if (unlikely(!svmm->vmm))
		goto out;

	/* The migration that this driver itself has begun: it updates the tables on its own. */
	if (update->event == MMU_NOTIFY_MIGRATE && update->owner == svmm->vmm->cli->drm->dev)
		goto out;

	if (limit > svmm->unmanaged.start && start < svmm->unmanaged.limit) {
		if (start < svmm->unmanaged.start)
			nouveau_svmm_invalidate(svmm, start, svmm->unmanaged.limit);
		start = svmm->unmanaged.limit;
	}
	nouveau_svmm_invalidate(svmm, start, limit);
out:
	mutex_unlock(&svmm->mutex);
	return 0;
}

static void nouveau_svmm_free_notifier(struct mmu_notifier *mn)
{
	kfree(container_of(mn, struct nouveau_svmm, notifier));
}

static const struct mmu_notifier_ops nouveau_mn_ops = {
	.invalidate_range_start = nouveau_svmm_invalidate_range_start,
	.free_notifier = nouveau_svmm_free_notifier,
};

void nouveau_svmm_fini(struct nouveau_svmm **psvmm)
{
	struct nouveau_svmm *svmm = *psvmm;

	if (!svmm)
		return;
	mutex_lock(&svmm->mutex);
	svmm->vmm = NULL;
	mutex_unlock(&svmm->mutex);
	mmu_notifier_put(&svmm->notifier);
	*psvmm = NULL;
}

int nouveau_svmm_init(struct nouveau_cli *cli, struct drm_nouveau_svm_init *args)
{
	struct nouveau_svmm *svmm;
	int ret;

	if (!cli->drm->svm)
		return -ENOSYS;
	svmm = kzalloc(sizeof(*svmm), GFP_KERNEL);
	if (!svmm)
		return -ENOMEM;
	svmm->vmm = &cli->svm;
	svmm->unmanaged.start = args->unmanaged_addr;
	svmm->unmanaged.limit = args->unmanaged_addr + args->unmanaged_size;
	mutex_init(&svmm->mutex);

	/* Once for each open file. */
	mutex_lock(&cli->mutex);
	if (cli->svm.cli) {
		mutex_unlock(&cli->mutex);
		kfree(svmm);
		return -EBUSY;
	}
	xa_init(&cli->svm.pt);

	mmap_write_lock(current->mm);
	svmm->notifier.ops = &nouveau_mn_ops;
	ret = __mmu_notifier_register(&svmm->notifier, current->mm);
	if (!ret) {
		/* From now on the notifier owns it. */
		cli->svm.svmm = svmm;
		cli->svm.cli = cli;
	}
	mmap_write_unlock(current->mm);
	mutex_unlock(&cli->mutex);
	if (ret)
		kfree(svmm);
	return ret;
}

u64 *nouveau_pfns_alloc(unsigned long npages)
{
	return kcalloc(npages, sizeof(u64), GFP_KERNEL);
}

void nouveau_pfns_free(u64 *pfns)
{
	kfree(pfns);
}

void nouveau_pfns_map(struct nouveau_svmm *svmm, struct mm_struct *mm, unsigned long addr,
		      u64 *pfns, unsigned long npages)
{
	mutex_lock(&svmm->mutex);
	nvif_vmm_pfnmap(svmm->vmm, addr, pfns, npages);
	mutex_unlock(&svmm->mutex);
}

void nouveau_svm_init(struct nouveau_drm *drm)
{
	struct nouveau_svm *svm = kzalloc(sizeof(*svm), GFP_KERNEL);

	if (!svm)
		return;
	svm->drm = drm;
	mutex_init(&svm->mutex);
	drm->svm = svm;
}

void nouveau_svm_fini(struct nouveau_drm *drm)
{
	kfree(drm->svm);
	drm->svm = NULL;
}

#endif
