// SPDX-License-Identifier: GPL-2.0-or-later
#include <linux/fs.h>
#include <linux/gfp.h>
#include <linux/slab.h>

static unsigned long last_ino = 1;

static void address_space_init(struct address_space *mapping, struct inode *host)
{
	mapping->host = host;
	xa_init(&mapping->i_pages);
	mapping->gfp_mask = GFP_HIGHUSER_MOVABLE;
	INIT_LIST_HEAD(&mapping->i_mmap);
	INIT_LIST_HEAD(&mapping->i_private_list);
	init_rwsem(&mapping->invalidate_lock);
	init_rwsem(&mapping->i_mmap_rwsem);
}

struct inode *new_inode(unsigned int mode)
{
	struct inode *inode = kzalloc(sizeof(*inode), GFP_KERNEL);

	if (!inode)
		return NULL;
	inode->i_mode = mode;
	inode->i_nlink = 1;
	inode->i_ino = ++last_ino;
	atomic_set(&inode->i_count, 1);
	init_rwsem(&inode->i_rwsem);
	address_space_init(&inode->i_data, inode);
	inode->i_mapping = &inode->i_data;
	return inode;
}

/* A file that has neither a name nor somebody who has it open goes, with all its folios. */
void iput(struct inode *inode)
{
	if (!atomic_dec_and_test(&inode->i_count))
		return;
	if (inode->i_op && inode->i_op->evict)
		inode->i_op->evict(inode);
	kfree(inode);
}
