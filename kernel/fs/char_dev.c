// SPDX-License-Identifier: GPL-2.0-or-later
/* Character devices, and files of debugfs and /proc, which are much the same here. */
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/math.h>
#include <linux/string.h>

static struct cdev *cdev_list;

static void cdev_add_at(struct cdev *cdev, const struct file_operations *ops,
			const char *directory, const char *name, unsigned int dev)
{
	cdev->ops = ops;
	cdev->dev = dev;
	cdev->directory = directory;
	memcpy(cdev->name, name, min(strlen(name) + 1, sizeof(cdev->name)));
	cdev->next = cdev_list;
	cdev_list = cdev;
}

void cdev_add_named(struct cdev *cdev, const struct file_operations *ops, const char *name,
		    unsigned int dev)
{
	cdev_add_at(cdev, ops, "/dev/", name, dev);
}

void cdev_del(struct cdev *cdev)
{
	struct cdev **link = &cdev_list;

	while (*link != cdev)
		link = &(*link)->next;
	*link = cdev->next;
}

void debugfs_create_file(struct cdev *cdev, const struct file_operations *ops, const char *name)
{
	cdev_add_at(cdev, ops, "/sys/kernel/debug/", name, 0);
}

void sysfs_create_file(struct cdev *cdev, const struct file_operations *ops, const char *directory,
		       const char *name)
{
	cdev_add_at(cdev, ops, directory, name, 0);
}

void proc_create(struct cdev *cdev, const struct file_operations *ops, const char *name)
{
	cdev_add_at(cdev, ops, "/proc/", name, 0);
}

/* A new inode of the device with this path, or NULL. */
struct inode *cdev_lookup(const char *path)
{
	struct cdev *cdev;

	for (cdev = cdev_list; cdev; cdev = cdev->next) {
		size_t length = strlen(cdev->directory);

		if (strlen(path) > length &&
		    !memcmp(cdev->directory, path, length) &&
		    !strcmp(cdev->name, path + length)) {
			struct inode *inode = new_inode(S_IFCHR | 0666);

			if (inode) {
				inode->i_cdev = cdev;
				inode->i_fop = cdev->ops;
			}
			return inode;
		}
	}
	return NULL;
}
