// SPDX-License-Identifier: GPL-2.0-or-later
/* The driver of NVIDIA's cards, as far as it gives programs' pages a place in the card's memory. */
#include <linux/init.h>
#include <linux/errno.h>
#include <linux/module.h>
#include <linux/uaccess.h>
#include "nouveau_dmem.h"
#include "nouveau_svm.h"

#ifdef CONFIG_DRM_NOUVEAU

/* ---- one open file ---- */

static int nouveau_drm_open(struct inode *inode, struct file *filp)
{
	struct nouveau_cli *cli = kzalloc(sizeof(*cli), GFP_KERNEL);

	if (!cli)
		return -ENOMEM;
	cli->drm = container_of(inode->i_cdev, struct nouveau_drm, render);
	mutex_init(&cli->mutex);
	filp->private_data = cli;
	return 0;
}

static int nouveau_drm_postclose(struct inode *inode, struct file *filp)
{
	struct nouveau_cli *cli = filp->private_data;

	nouveau_svmm_fini(&cli->svm.svmm);
	xa_destroy(&cli->svm.pt);
	kfree(cli);
	return 0;
}

static int nouveau_getparam(struct nouveau_cli *cli, struct drm_nouveau_getparam *args)
{
	struct nouveau_drm *drm = cli->drm;
	unsigned int slot;

	switch (args->param) {
	case NOUVEAU_GETPARAM_PCI_VENDOR:
		args->value = to_pci_dev(drm->dev->dev)->vendor;
		return 0;
	case NOUVEAU_GETPARAM_PCI_DEVICE:
		args->value = to_pci_dev(drm->dev->dev)->device;
		return 0;
	case NOUVEAU_GETPARAM_VRAM_USED:
		args->value = 0;
		for (slot = 0; slot < NOUVEAU_VRAM_SIZE / NOUVEAU_BO_SIZE; slot++)
			if (drm->vram.taken & (1UL << slot))
				args->value += NOUVEAU_BO_SIZE;
		return 0;
	default:
		return -EINVAL;
	}
}

/* What comes in goes out again, whether the program wants to know it or not. */
static long nouveau_drm_ioctl(struct file *filp, unsigned int cmd, unsigned long arg)
{
	struct nouveau_cli *cli = filp->private_data;
	union {
		struct drm_nouveau_getparam getparam;
		struct drm_nouveau_svm_init svm_init;
		struct drm_nouveau_svm_bind svm_bind;
	} data;
	size_t size = _IOC_SIZE(cmd);
	long ret;

	if (size > sizeof(data))
		return -EINVAL;
	if (copy_from_user(&data, (void __user *)arg, size))
		return -EFAULT;
	switch (cmd) {
	case DRM_IOCTL_NOUVEAU_GETPARAM:
		ret = nouveau_getparam(cli, &data.getparam);
		break;
	case DRM_IOCTL_NOUVEAU_SVM_INIT:
		ret = nouveau_svmm_init(cli, &data.svm_init);
		break;
	case DRM_IOCTL_NOUVEAU_SVM_BIND:
		ret = nouveau_svmm_bind(cli, &data.svm_bind);
		break;
	default:
		return -EINVAL;
	}
	if (copy_to_user((void __user *)arg, &data, size))
		return -EFAULT;
	return ret;
}

static struct module nouveau_module;

static const struct file_operations nouveau_driver_fops = {
	.owner = &nouveau_module,
	.open = nouveau_drm_open,
	.release = nouveau_drm_postclose,
	.unlocked_ioctl = nouveau_drm_ioctl,
};

/* ---- one card ---- */

static struct nouveau_drm *the_card;

static void nouveau_drm_device_fini(struct nouveau_drm *drm)
{
	nouveau_dmem_fini(drm);
	nouveau_svm_fini(drm);
	nouveau_channel_del(drm->ttm.chan);
	nouveau_card_fini(drm);
	kfree(drm->dev);
	kfree(drm);
}

static const struct pci_driver nouveau_pci_driver = { .name = "nouveau" };

static int nouveau_drm_probe(struct pci_dev *pdev)
{
	struct nouveau_drm *drm = kzalloc(sizeof(*drm), GFP_KERNEL);

	if (!drm)
		return -ENOMEM;
	drm->dev = kzalloc(sizeof(*drm->dev), GFP_KERNEL);
	drm->ttm.chan = nouveau_channel_new(drm);
	if (!drm->dev || !drm->ttm.chan || nouveau_card_init(drm))
		return -ENOMEM;		/* at boot: the machine does not start */
	drm->dev->dev = &pdev->dev;
	pdev->driver = &nouveau_pci_driver;
	nouveau_svm_init(drm);
	nouveau_dmem_init(drm);
	cdev_add_named(&drm->render, &nouveau_driver_fops, "dri/renderD128", 128);
	the_card = drm;
	return 0;
}

/* ---- the module ---- */

static void nouveau_drm_exit(void)
{
	if (!the_card)
		return;
	cdev_del(&the_card->render);
	to_pci_dev(the_card->dev->dev)->driver = NULL;
	nouveau_drm_device_fini(the_card);
	the_card = NULL;
}

static struct module nouveau_module = {
	.name = "nouveau",
	.exit = nouveau_drm_exit,
};

int nouveau_drm_init(void)
{
	struct pci_dev *pdev = NULL;

	register_module(&nouveau_module);
	for_each_pci_dev(pdev)
		if (pdev->vendor == PCI_VENDOR_ID_NVIDIA)
			return nouveau_drm_probe(pdev);
	return 0;
}

#endif
