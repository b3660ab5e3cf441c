// SPDX-License-Identifier: GPL-2.0-or-later
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/uaccess.h>

#define SEEK_SET	0
#define SEEK_CUR	1
#define SEEK_END	2

static ssize_t vfs_read(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	if (!(file->f_mode & FMODE_READ))
		return -EBADF;
	if (!file->f_op->read || *pos < 0)
		return -EINVAL;
	return file->f_op->read(file, buf, count, pos);
}

static ssize_t vfs_write(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	if (!(file->f_mode & FMODE_WRITE))
		return -EBADF;
	if (!file->f_op->write || *pos < 0)
		return -EINVAL;
	if (file->f_flags & O_APPEND)
		*pos = i_size_read(file_inode(file));
	return file->f_op->write(file, buf, count, pos);
}

long sys_read(unsigned int fd, char __user *buf, size_t count)
{
	struct file *file = fget(fd);

	return file ? vfs_read(file, buf, count, &file->f_pos) : -EBADF;
}

long sys_write(unsigned int fd, const char __user *buf, size_t count)
{
	struct file *file = fget(fd);

	return file ? vfs_write(file, buf, count, &file->f_pos) : -EBADF;
}

long sys_pread64(unsigned int fd, char __user *buf, size_t count, loff_t pos)
{
	struct file *file = fget(fd);

	if (pos < 0)
		return -EINVAL;
	return file ? vfs_read(file, buf, count, &pos) : -EBADF;
}

long sys_pwrite64(unsigned int fd, const char __user *buf, size_t count, loff_t pos)
{
	struct file *file = fget(fd);

	if (pos < 0)
		return -EINVAL;
	return file ? vfs_write(file, buf, count, &pos) : -EBADF;
}

long sys_lseek(unsigned int fd, loff_t offset, int whence)
{
	struct file *file = fget(fd);

	if (!file)
		return -EBADF;
	if (!S_ISREG(file_inode(file)->i_mode))
		return -ESPIPE;
	if (whence == SEEK_CUR)
		offset += file->f_pos;
	else if (whence == SEEK_END)
		offset += i_size_read(file_inode(file));
	else if (whence != SEEK_SET)
		return -EINVAL;
	if (offset < 0)
		return -EINVAL;
	file->f_pos = offset;
	return offset;
}
