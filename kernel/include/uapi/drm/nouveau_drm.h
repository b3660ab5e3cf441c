/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The render node of an NVIDIA card, /dev/dri/renderD128, as programs see it. */
#ifndef _UAPI_DRM_NOUVEAU_DRM_H
#define _UAPI_DRM_NOUVEAU_DRM_H

#include <linux/types.h>
#include <linux/ioctl.h>

#define DRM_IOCTL_BASE		'd'
#define DRM_COMMAND_BASE	0x40
#define DRM_IOWR(nr, type)	_IOWR(DRM_IOCTL_BASE, nr, type)

#define DRM_NOUVEAU_GETPARAM	0x00
#define DRM_NOUVEAU_SVM_INIT	0x08
#define DRM_NOUVEAU_SVM_BIND	0x09

#define NOUVEAU_GETPARAM_PCI_VENDOR	3
#define NOUVEAU_GETPARAM_PCI_DEVICE	4
#define NOUVEAU_GETPARAM_VRAM_USED	19	/* bytes */

struct drm_nouveau_getparam {
	__u64 param;
	__u64 value;
};

/* From now on the card sees the program's address space, but for this range. */
struct drm_nouveau_svm_init {
	__u64 unmanaged_addr;
	__u64 unmanaged_size;
};

/* What is to become of a range of the program's addresses. */
struct drm_nouveau_svm_bind {
	__u64 header;		/* command, priority and target */
	__u64 va_start;
	__u64 va_end;
	__u64 npages;
	__u64 stride;
	__u64 result;
	__u64 reserved0;
	__u64 reserved1;
};

#define NOUVEAU_SVM_BIND_COMMAND_SHIFT	0
#define NOUVEAU_SVM_BIND_COMMAND_MASK	((1 << 8) - 1)
#define NOUVEAU_SVM_BIND_PRIORITY_SHIFT	8
#define NOUVEAU_SVM_BIND_TARGET_SHIFT	16
#define NOUVEAU_SVM_BIND_TARGET_MASK	0xffffffff
#define NOUVEAU_SVM_BIND_VALID_MASK	((1ULL << 48) - 1)

#define NOUVEAU_SVM_BIND_COMMAND__MIGRATE	0
#define NOUVEAU_SVM_BIND_TARGET__GPU_VRAM	(1UL << 31)

#define DRM_IOCTL_NOUVEAU_GETPARAM \
	DRM_IOWR(DRM_COMMAND_BASE + DRM_NOUVEAU_GETPARAM, struct drm_nouveau_getparam)
#define DRM_IOCTL_NOUVEAU_SVM_INIT \
	DRM_IOWR(DRM_COMMAND_BASE + DRM_NOUVEAU_SVM_INIT, struct drm_nouveau_svm_init)
#define DRM_IOCTL_NOUVEAU_SVM_BIND \
	DRM_IOWR(DRM_COMMAND_BASE + DRM_NOUVEAU_SVM_BIND, struct drm_nouveau_svm_bind)

#endif
