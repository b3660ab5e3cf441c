// SPDX-License-Identifier: GPL-2.0-or-later
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/uaccess.h>

long strncpy_from_user(char *to, const char __user *from, long size)
{
	long i;

	for (i = 0; i < size; i++) {
		if (copy_from_user(to + i, from + i, 1))
			return -EFAULT;
		if (!to[i])
			return i;
	}
	return -ENAMETOOLONG;
}

static int do_truncate(struct inode *inode, loff_t length)
{
	int err;

	if (!inode->i_op || !inode->i_op->truncate)
		return -EINVAL;
	down_write(&inode->i_rwsem);
	err = inode->i_op->truncate(inode, length);
	up_write(&inode->i_rwsem);
	return err;
}

long sys_open(const char __user *user_name, int flags, unsigned int mode)
{
	char name[128];
	struct inode *inode;
	struct file *file;
	long err;
	int fd;

	err = strncpy_from_user(name, user_name, sizeof(name));
	if (err < 0)
		return err;
	fd = get_unused_fd();
	if (fd < 0)
		return fd;
	inode = path_lookup(name, flags);
	if (IS_ERR(inode))
		return PTR_ERR(inode);
	file = alloc_file(inode, flags, inode->i_fop);
	if (IS_ERR(file)) {
		iput(inode);
		return PTR_ERR(file);
	}
	if ((flags & O_TRUNC) && S_ISREG(inode->i_mode))
		do_truncate(inode, 0);
	fd_install(fd, file);
	return fd;
}

long sys_ftruncate(unsigned int fd, loff_t length)
{
	struct file *file = fget(fd);

	if (length < 0)
		return -EINVAL;
	if (!file)
		return -EBADF;
	if (!S_ISREG(file_inode(file)->i_mode) || !(file->f_mode & FMODE_WRITE))
		return -EINVAL;
	return do_truncate(file_inode(file), length);
}
