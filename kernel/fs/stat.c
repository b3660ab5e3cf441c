// SPDX-License-Identifier: GPL-2.0-or-later
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/stat.h>
#include <linux/uaccess.h>
#include <asm/page.h>

long sys_fstat(unsigned int fd, struct stat __user *user_stat)
{
	struct file *file = fget(fd);
	struct stat stat = { 0 };
	struct inode *inode;

	if (!file)
		return -EBADF;
	inode = file_inode(file);
	stat.st_ino = inode->i_ino;
	stat.st_nlink = inode->i_nlink;
	stat.st_mode = inode->i_mode;
	stat.st_size = i_size_read(inode);
	stat.st_blksize = PAGE_SIZE;
	stat.st_blocks = inode->i_blocks;
	if (inode->i_cdev)
		stat.st_rdev = inode->i_cdev->dev;
	return copy_to_user(user_stat, &stat, sizeof(stat)) ? -EFAULT : 0;
}
