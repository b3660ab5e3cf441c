// SPDX-License-Identifier: GPL-2.0-or-later
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/module.h>
#include <linux/string.h>
#include <linux/uaccess.h>

static struct module *modules;

void register_module(struct module *mod)
{
	mod->refcnt = 0;
	mod->next = modules;
	modules = mod;
}

int remove_module(const char *name)
{
	struct module **link, *mod;

	for (link = &modules; *link && strcmp((*link)->name, name); link = &(*link)->next)
		;
	mod = *link;
	if (!mod)
		return -ENOENT;
	if (mod->refcnt)
		return -EWOULDBLOCK;
	*link = mod->next;
	mod->exit();
	return 0;
}

long sys_delete_module(const char __user *user_name, unsigned int flags)
{
	char name[56];
	long err = strncpy_from_user(name, user_name, sizeof(name));

	return err < 0 ? err : remove_module(name);
}
