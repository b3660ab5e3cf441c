// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * From a path to an inode. Besides the devices there is one small file system in memory: its
 * directories are given, and any file in them is found by its whole path.
 */
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/gfp.h>
#include <linux/math.h>
#include <linux/shmem_fs.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#define PATH_MAX_MODEL	128

struct dentry {
	struct dentry *next;
	struct inode *inode;
	char path[PATH_MAX_MODEL];
};

static struct dentry *dentries;

/* What a program may create files in; "" is where it was started. */
static const char *const directories[] = { "", "/tmp", "/dev/shm", "/var/tmp", "/run" };

static bool is_directory(const char *path, size_t length)
{
	unsigned int i;

	if (length == 1 && path[0] == '.')
		return true;
	for (i = 0; i < ARRAY_SIZE(directories); i++)
		if (strlen(directories[i]) == length && !memcmp(directories[i], path, length))
			return true;
	return false;
}

/* Where the last name of a path begins, behind the last slash. */
static size_t last_component(const char *path)
{
	size_t i, at = 0;

	for (i = 0; path[i]; i++)
		if (path[i] == '/')
			at = i + 1;
	return at;
}

static struct dentry **find_dentry(const char *path)
{
	struct dentry **link;

	for (link = &dentries; *link; link = &(*link)->next)
		if (!strcmp((*link)->path, path))
			break;
	return link;
}

static struct inode *create(const char *path)
{
	struct dentry *dentry = kzalloc(sizeof(*dentry), GFP_KERNEL);
	struct inode *inode = shmem_get_inode();

	if (!dentry || !inode)
		return ERR_PTR(-ENOSPC);
	memcpy(dentry->path, path, strlen(path) + 1);
	dentry->inode = inode;
	dentry->next = dentries;
	dentries = dentry;
	return igrab(inode);
}

struct inode *path_lookup(const char *path, int flags)
{
	struct inode *inode = cdev_lookup(path);
	size_t name = last_component(path);
	struct dentry *dentry;

	if (inode)
		return inode;
	if (is_directory(path, strlen(path))) {
		if ((flags & O_TMPFILE) != O_TMPFILE)
			return ERR_PTR(flags & O_ACCMODE ? -EISDIR : -EOPNOTSUPP);
		inode = shmem_get_inode();
		if (inode)
			inode->i_nlink = 0;
		return inode ? inode : ERR_PTR(-ENOSPC);
	}
	if ((flags & O_TMPFILE) == O_TMPFILE)
		return ERR_PTR(-ENOENT);

	dentry = *find_dentry(path);
	if (dentry)
		return (flags & O_CREAT) && (flags & O_EXCL) ? ERR_PTR(-EEXIST) :
							       igrab(dentry->inode);
	if (!(flags & O_CREAT) || !is_directory(path, name ? name - 1 : 0) || !path[name])
		return ERR_PTR(-ENOENT);
	return create(path);
}

long sys_unlink(const char __user *user_name)
{
	char path[PATH_MAX_MODEL];
	struct dentry **link, *dentry;
	long err = strncpy_from_user(path, user_name, sizeof(path));

	if (err < 0)
		return err;
	link = find_dentry(path);
	dentry = *link;
	if (!dentry)
		return -ENOENT;
	*link = dentry->next;
	dentry->inode->i_nlink--;
	iput(dentry->inode);
	kfree(dentry);
	return 0;
}
