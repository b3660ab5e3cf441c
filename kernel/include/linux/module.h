/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Drivers that can be removed while the kernel runs. In the model they are all there from boot on. */
#ifndef _LINUX_MODULE_H
#define _LINUX_MODULE_H

#include <linux/types.h>

struct module {
	const char *name;
	void (*exit)(void);
	int refcnt;		/* open files, for example */
	struct module *next;
};

void register_module(struct module *mod);

static inline void __module_get(struct module *mod)
{
	if (mod)
		mod->refcnt++;
}

static inline void module_put(struct module *mod)
{
	if (mod)
		mod->refcnt--;
}

/* -EWOULDBLOCK if the module is in use, -ENOENT if it is not there. */
int remove_module(const char *name);
long sys_delete_module(const char *user_name, unsigned int flags);

#endif
