/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Files whose contents are nowhere but in the page cache: tmpfs, and shared anonymous memory. */
#ifndef _LINUX_SHMEM_FS_H
#define _LINUX_SHMEM_FS_H

#include <linux/fs.h>

struct address_space;

/* What to do where a file has no folio yet. */
enum sgp_type {
	SGP_READ,	/* nothing: the caller takes zeroes instead */
	SGP_NOALLOC,	/* fail */
	SGP_CACHE,	/* a new folio, but not beyond the file's end */
	SGP_WRITE,	/* a new folio, which the caller will fill: it need not be cleared */
};

/* What can no longer happen to a file. */
#define F_SEAL_SEAL		0x0001u
#define F_SEAL_SHRINK		0x0002u
#define F_SEAL_GROW		0x0004u
#define F_SEAL_WRITE		0x0008u
#define F_SEAL_FUTURE_WRITE	0x0010u
#define F_SEAL_EXEC		0x0020u
#define F_ALL_SEALS		0x003fu

static inline unsigned int shmem_seals(const struct inode *inode)
{
	return (unsigned long)inode->i_private;
}

static inline void shmem_set_seals(struct inode *inode, unsigned int seals)
{
	inode->i_private = (void *)(unsigned long)seals;
}

long memfd_add_seals(struct file *file, unsigned int seals);
long memfd_get_seals(struct file *file);
int memfd_check_seals_mmap(struct file *file, unsigned long *vm_flags);

/* A new empty file with one name, or NULL. */
struct inode *shmem_get_inode(void);
/* A file without a name. */
struct file *shmem_file_setup(loff_t size);
int shmem_zero_setup(struct vm_area_struct *vma);
bool shmem_mapping(struct address_space *mapping);
bool vma_is_anon_shmem(const struct vm_area_struct *vma);
bool vma_is_shmem(const struct vm_area_struct *vma);
/* The folio of an index, locked and with a reference; how one is made says @sgp. */
int shmem_get_folio(struct inode *inode, pgoff_t index, struct folio **foliop,
		    enum sgp_type sgp);
void shmem_truncate_range(struct inode *inode, loff_t start, loff_t end);

#endif
