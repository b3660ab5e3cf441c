// SPDX-License-Identifier: GPL-2.0-or-later
/* Open files and the descriptors by which a process knows them. */
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/gfp.h>
#include <linux/module.h>
#include <linux/sched.h>
#include <linux/slab.h>

struct file *alloc_file(struct inode *inode, int flags, const struct file_operations *fop)
{
	/* O_RDONLY, O_WRONLY, O_RDWR are 0, 1, 2: one more, and the bits are the rights. */
	struct file *file = kzalloc(sizeof(*file), GFP_KERNEL);
	int err;

	if (!file)
		return ERR_PTR(-ENOMEM);
	file->f_op = fop;
	file->f_count = 1;
	file->f_flags = flags;
	file->f_mode = ((flags & O_ACCMODE) + 1) & (FMODE_READ | FMODE_WRITE);
	file->f_inode = inode;
	file->f_mapping = inode->i_mapping;
	err = fop->open ? fop->open(inode, file) : 0;
	if (err) {
		kfree(file);
		return ERR_PTR(err);
	}
	__module_get(fop->owner);
	return file;
}

void fput(struct file *file)
{
	if (--file->f_count)
		return;
	if (file->f_op->release)
		file->f_op->release(file->f_inode, file);
	module_put(file->f_op->owner);
	iput(file->f_inode);
	kfree(file);
}

struct files_struct *alloc_files(void)
{
	struct files_struct *files = kzalloc(sizeof(*files), GFP_KERNEL);

	if (files)
		files->count = 1;
	return files;
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

	for (i = 0; files && i < NR_OPEN; i++)
		if (oldf->fd[i])
			files->fd[i] = get_file(oldf->fd[i]);
	return files;
}

struct file *fget(unsigned int fd)
{
	return fd < NR_OPEN ? current->files->fd[fd] : NULL;
}

int alloc_fd(unsigned int start)
{
	unsigned int fd;

	for (fd = start; fd < NR_OPEN; fd++)
		if (!current->files->fd[fd])
			return fd;
	return -EMFILE;
}

int get_unused_fd(void)
{
	return alloc_fd(0);
}

void fd_install(unsigned int fd, struct file *file)
{
	current->files->fd[fd] = file;
}

long sys_close(unsigned int fd)
{
	struct file *file = fget(fd);

	if (!file)
		return -EBADF;
	current->files->fd[fd] = NULL;
	fput(file);
	return 0;
}

int f_dupfd(unsigned int from, struct file *file)
{
	int fd = from < NR_OPEN ? alloc_fd(from) : -EINVAL;

	if (fd >= 0)
		fd_install(fd, get_file(file));
	return fd;
}

long sys_dup(unsigned int fildes)
{
	struct file *file = fget(fildes);

	return file ? f_dupfd(0, file) : -EBADF;
}

long sys_dup2(unsigned int oldfd, unsigned int newfd)
{
	struct file *file = fget(oldfd);

	if (!file || newfd >= NR_OPEN)
		return -EBADF;
	if (oldfd == newfd)
		return newfd;
	if (fget(newfd))
		sys_close(newfd);
	fd_install(newfd, get_file(file));
	return newfd;
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
