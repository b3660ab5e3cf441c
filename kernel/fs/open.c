// SPDX-License-Identifier: GPL-2.0-or-later
/* Files, as far as there are any: character devices below /dev. */
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>

static struct cdev *cdev_list;

void cdev_add_named(struct cdev *cdev, const struct file_operations *ops, const char *name,
		    unsigned int dev)
{
	cdev->ops = ops;
	cdev->dev = dev;
	memcpy(cdev->name, name, min(strlen(name) + 1, sizeof(cdev->name)));
	cdev->next = cdev_list;
	cdev_list = cdev;
}

static struct cdev *find_device(const char *path)
{
	struct cdev *cdev;

	if (memcmp(path, "/dev/", 5))
		return NULL;
	for (cdev = cdev_list; cdev; cdev = cdev->next)
		if (!strcmp(cdev->name, path + 5))
			return cdev;
	return NULL;
}

struct files_struct *alloc_files(void)
{
	struct files_struct *files = kzalloc(sizeof(*files), GFP_KERNEL);

	if (files)
		files->count = 1;
	return files;
}

static int fput(struct file *file)
{
	if (--file->f_count)
		return 0;
	if (file->f_op->release)
		file->f_op->release(&file->f_inode, file);
	kfree(file);
	return 0;
}

/* The last process that has these files is gone: they are closed. */
void put_files(struct files_struct *files)
{
	int i;

	if (--files->count)
		return;
	for (i = 0; i < NR_OPEN; i++)
		if (files->fd[i])
			fput(files->fd[i]);
	kfree(files);
}

/* A child's descriptors: the same open files. */
struct files_struct *dup_fd(struct files_struct *oldf)
{
	struct files_struct *files = alloc_files();
	int i;

	for (i = 0; files && i < NR_OPEN; i++) {
		files->fd[i] = oldf->fd[i];
		if (files->fd[i])
			files->fd[i]->f_count++;
	}
	return files;
}

static struct file *fget(unsigned int fd)
{
	return fd < NR_OPEN ? current->files->fd[fd] : NULL;
}

static int get_unused_fd(void)
{
	int fd;

	for (fd = FIRST_FD; fd < NR_OPEN; fd++)
		if (!current->files->fd[fd])
			return fd;
	return -EMFILE;
}

/* Byte by byte: the name may end right before a page that cannot be read. */
static long strncpy_from_user(char *to, const char __user *from, long size)
{
	long i;

	for (i = 0; i < size; i++) {
		if (copy_from_user(to + i, from + i, 1))
			return -EFAULT;
		if (!to[i])
			return i;
	}
	return -EINVAL;
}

long sys_open(const char __user *user_name, int flags)
{
	char name[64];
	struct cdev *cdev;
	struct file *file;
	long err;
	int fd;

	err = strncpy_from_user(name, user_name, sizeof(name));
	if (err < 0)
		return err;
	cdev = find_device(name);
	if (!cdev)
		return -ENOENT;
	fd = get_unused_fd();
	if (fd < 0)
		return fd;
	file = kzalloc(sizeof(*file), GFP_KERNEL);
	if (!file)
		return -ENOMEM;
	file->f_op = cdev->ops;
	file->f_count = 1;
	file->f_inode.i_cdev = cdev;
	err = file->f_op->open(&file->f_inode, file);
	if (err) {
		kfree(file);
		return err;
	}
	current->files->fd[fd] = file;
	return fd;
}

long sys_close(unsigned int fd)
{
	struct file *file = fget(fd);

	if (!file)
		return -EBADF;
	current->files->fd[fd] = NULL;
	return fput(file);
}

long sys_ioctl(unsigned int fd, unsigned int cmd, unsigned long arg)
{
	struct file *file = fget(fd);

	if (!file)
		return -EBADF;
	if (!file->f_op->unlocked_ioctl)
		return -ENOTTY;
	return file->f_op->unlocked_ioctl(file, cmd, arg);
}
