/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Open files, as far as character devices need them. */
#ifndef _LINUX_FS_H
#define _LINUX_FS_H

#include <linux/spinlock.h>
#include <linux/types.h>

struct file_operations;

struct cdev {
	const struct file_operations *ops;
	char name[24];
	unsigned int dev;
	struct cdev *next;
	unsigned long __unused[7];	/* the kernel's has 104 bytes */
};

struct inode {
	struct cdev *i_cdev;
};

struct file {
	const struct file_operations *f_op;
	void *private_data;
	int f_count;
	struct inode f_inode;
};

struct file_operations {
	int (*open)(struct inode *inode, struct file *filp);
	int (*release)(struct inode *inode, struct file *filp);
	long (*unlocked_ioctl)(struct file *filp, unsigned int cmd, unsigned long arg);
};

#define NR_OPEN	16
#define FIRST_FD 3	/* 0, 1 and 2 are the program's output, which the machine shows */

struct files_struct {
	int count;
	struct file *fd[NR_OPEN];
};

#define MINOR(dev)	((dev) & 0xfffff)

/* Makes a device known as /dev/@name. */
void cdev_add_named(struct cdev *cdev, const struct file_operations *ops, const char *name,
		    unsigned int dev);

struct files_struct *alloc_files(void);
void put_files(struct files_struct *files);
struct files_struct *dup_fd(struct files_struct *oldf);
long sys_open(const char *user_name, int flags);
long sys_close(unsigned int fd);
long sys_ioctl(unsigned int fd, unsigned int cmd, unsigned long arg);

#endif
