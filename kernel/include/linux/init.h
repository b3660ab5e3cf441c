/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is built in is initialised at boot, in this order. */
#ifndef _LINUX_INIT_H
#define _LINUX_INIT_H

void pci_arch_init(void);
int hmm_dmirror_init(void);
int nouveau_drm_init(void);
int nvme_init(void);
int dax_init(void);
int zdev_init(void);

/* A scenario's own driver. */
int lab_module_init(void);

#endif
