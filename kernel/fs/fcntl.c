// SPDX-License-Identifier: GPL-2.0-or-later
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/printk.h>
#include <linux/shmem_fs.h>

#define F_DUPFD		0
#define F_GETFD		1
#define F_SETFD		2
#define F_GETFL		3
#define F_SETFL		4
#define F_DUPFD_CLOEXEC	1030
#define F_ADD_SEALS	1033
#define F_GET_SEALS	1034

long sys_fcntl(unsigned int fd, unsigned int cmd, unsigned long arg)
{
	struct file *file = fget(fd);

	if (!file)
		return -EBADF;
	switch (cmd) {
	case F_DUPFD:
	case F_DUPFD_CLOEXEC:
		return f_dupfd(arg, file);
	case F_GETFD:
	case F_SETFD:	/* no program is started by another */
		return 0;
	case F_GETFL:
		return file->f_flags & ~(O_CREAT | O_EXCL | O_TRUNC);
	case F_SETFL:
		file->f_flags = (file->f_flags & ~(O_APPEND | O_NONBLOCK)) |
				(arg & (O_APPEND | O_NONBLOCK));
		return 0;
	case F_ADD_SEALS:
		return memfd_add_seals(file, arg);
	case F_GET_SEALS:
		return memfd_get_seals(file);
	default:
		pr_warn("fcntl: command %u is not in the model\n", cmd);
		return -EINVAL;
	}
}
