/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Files: what is open, what it is a file of, and where its contents lie in memory. */
#ifndef _LINUX_FS_H
#define _LINUX_FS_H

#include <linux/atomic.h>
#include <linux/list.h>
#include <linux/spinlock.h>
#include <linux/types.h>
#include <linux/xarray.h>

struct address_space;
struct file_operations;
struct folio;
struct inode;
struct module;
struct stat;
struct vm_area_struct;

struct cdev {
	const struct file_operations *ops;
	char name[24];
	unsigned int dev;
	struct cdev *next;
	const char *directory;
	unsigned long __unused[6];	/* the kernel's has 104 bytes */
};

struct address_space_operations {
	/* True if the folio was clean until now. */
	bool (*dirty_folio)(struct address_space *mapping, struct folio *folio);
};

/*
 * The page cache of one file: its folios by index, and all mappings of the file. The kernel keeps
 * the mappings in a tree; here they are a list, in the order in which the tree would give them.
 */
struct address_space {
	struct inode *host;
	struct xarray i_pages;
	struct rw_semaphore invalidate_lock;
	gfp_t gfp_mask;
	atomic_t i_mmap_writable;	/* shared mappings that may be written */
	struct list_head i_mmap;
	unsigned long nrpages;
	pgoff_t writeback_index;
	const struct address_space_operations *a_ops;
	unsigned long flags;
	u32 wb_err;
	spinlock_t i_private_lock;
	struct list_head i_private_list;
	struct rw_semaphore i_mmap_rwsem;
	void *i_private_data;
};

#define S_IFMT		0170000
#define S_IFREG		0100000
#define S_IFCHR		0020000
#define S_IFIFO		0010000
#define S_ISREG(mode)	(((mode) & S_IFMT) == S_IFREG)

struct inode_operations {
	/* Changes the size; what lies beyond the new end goes. */
	int (*truncate)(struct inode *inode, loff_t size);
	/* The last file and the last name are gone. */
	void (*evict)(struct inode *inode);
};

#define S_DAX		0x2000	/* mapped directly: there is no page cache */
#define IS_DAX(inode)	(((inode)->i_flags & S_DAX) != 0)

struct inode {
	unsigned int i_mode;
	unsigned int i_flags;
	unsigned int i_nlink;
	atomic_t i_count;
	unsigned long i_ino;
	loff_t i_size;
	unsigned long i_blocks;		/* of 512 bytes */
	spinlock_t i_lock;
	struct rw_semaphore i_rwsem;
	const struct inode_operations *i_op;
	const struct file_operations *i_fop;
	struct address_space *i_mapping;
	struct address_space i_data;
	struct cdev *i_cdev;
	void *i_private;
};

#define FMODE_READ	0x1u
#define FMODE_WRITE	0x2u

/* A file that somebody has opened: several descriptors and mappings can share it. */
struct file {
	const struct file_operations *f_op;
	void *private_data;
	int f_count;
	unsigned int f_flags;
	unsigned int f_mode;
	loff_t f_pos;
	struct inode *f_inode;
	struct address_space *f_mapping;
};

struct file_operations {
	struct module *owner;		/* cannot be removed while a file is open */
	int (*open)(struct inode *inode, struct file *filp);
	int (*release)(struct inode *inode, struct file *filp);
	long (*unlocked_ioctl)(struct file *filp, unsigned int cmd, unsigned long arg);
	/* Both move *pos on, and return the number of bytes or a negative error. */
	ssize_t (*read)(struct file *filp, char *buf, size_t count, loff_t *pos);
	ssize_t (*write)(struct file *filp, const char *buf, size_t count, loff_t *pos);
	int (*mmap)(struct file *filp, struct vm_area_struct *vma);
	/* A free place for a new mapping, if not any will do. */
	unsigned long (*get_unmapped_area)(struct file *filp, unsigned long addr,
					   unsigned long len, unsigned long pgoff,
					   unsigned long flags);
};

struct mm_struct;

/* A free place for a mapping, the wanted one if it can be had; or an error, as an address. */
unsigned long mm_get_unmapped_area(struct mm_struct *mm, struct file *file, unsigned long addr,
				   unsigned long len, unsigned long flags);

static inline struct inode *file_inode(const struct file *file)
{
	return file->f_inode;
}

static inline loff_t i_size_read(const struct inode *inode)
{
	return inode->i_size;
}

static inline void i_size_write(struct inode *inode, loff_t size)
{
	inode->i_size = size;
}

/* A shared mapping that may be written, now or after mprotect(), forbids to seal the file. */
static inline void mapping_allow_writable(struct address_space *mapping)
{
	atomic_inc(&mapping->i_mmap_writable);
}

static inline void mapping_unmap_writable(struct address_space *mapping)
{
	atomic_dec(&mapping->i_mmap_writable);
}

#define MINOR(dev)	((dev) & 0xfffff)

/* ---- inodes ---- */

struct inode *new_inode(unsigned int mode);
void iput(struct inode *inode);

static inline struct inode *igrab(struct inode *inode)
{
	atomic_inc(&inode->i_count);
	return inode;
}

/* ---- names ---- */

/* The inode of a path with a reference, or an error pointer. With O_CREAT it may be a new one. */
struct inode *path_lookup(const char *path, int flags);

/* Makes a device known as /dev/@name. */
void cdev_add_named(struct cdev *cdev, const struct file_operations *ops, const char *name,
		    unsigned int dev);

/* Nobody can open it any more. */
void cdev_del(struct cdev *cdev);

/* The same below /sys/kernel/debug. */
void debugfs_create_file(struct cdev *cdev, const struct file_operations *ops, const char *name);

/* A file of a device: @directory ends with a slash, and stays the caller's. */
void sysfs_create_file(struct cdev *cdev, const struct file_operations *ops, const char *directory,
		       const char *name);

/* The same below /proc. */
void proc_create(struct cdev *cdev, const struct file_operations *ops, const char *name);

struct inode *cdev_lookup(const char *path);

/* ---- open files ---- */

#define O_ACCMODE	00000003
#define O_RDONLY	00000000
#define O_WRONLY	00000001
#define O_RDWR		00000002
#define O_CREAT		00000100
#define O_EXCL		00000200
#define O_TRUNC		00001000
#define O_APPEND	00002000
#define O_DIRECT	00040000
#define O_NONBLOCK	00004000
#define O_CLOEXEC	02000000
#define O_TMPFILE	020200000

/* An open file of @inode, whose reference it takes over; an error pointer if it cannot be opened. */
struct file *alloc_file(struct inode *inode, int flags, const struct file_operations *fop);
void fput(struct file *file);

static inline struct file *get_file(struct file *file)
{
	file->f_count++;
	return file;
}

#define NR_OPEN	64

struct files_struct {
	int count;
	struct file *fd[NR_OPEN];
};

struct files_struct *alloc_files(void);
void put_files(struct files_struct *files);
struct files_struct *dup_fd(struct files_struct *oldf);
/* The open file of a descriptor of this process, without a reference of its own; or NULL. */
struct file *fget(unsigned int fd);
/* The lowest free descriptor, or the lowest from @start on; or a negative error. */
int get_unused_fd(void);
int alloc_fd(unsigned int start);
/* Another descriptor for an open file. */
int f_dupfd(unsigned int from, struct file *file);
/* Descriptors 0, 1 and 2. */
void open_console(void);
void fd_install(unsigned int fd, struct file *file);

long sys_open(const char *user_name, int flags, unsigned int mode);
long sys_close(unsigned int fd);
long sys_dup(unsigned int fildes);
long sys_dup2(unsigned int oldfd, unsigned int newfd);
long sys_ioctl(unsigned int fd, unsigned int cmd, unsigned long arg);
long sys_fcntl(unsigned int fd, unsigned int cmd, unsigned long arg);
long sys_read(unsigned int fd, char *buf, size_t count);
long sys_write(unsigned int fd, const char *buf, size_t count);
long sys_pread64(unsigned int fd, char *buf, size_t count, loff_t pos);
long sys_pwrite64(unsigned int fd, const char *buf, size_t count, loff_t pos);
long sys_lseek(unsigned int fd, loff_t offset, int whence);
long sys_ftruncate(unsigned int fd, loff_t length);
long sys_unlink(const char *user_name);
long sys_fstat(unsigned int fd, struct stat *user_stat);
long sys_memfd_create(const char *user_name, unsigned int flags);

/* Byte by byte: the name may end right before a page that cannot be read. Its length, or an error. */
long strncpy_from_user(char *to, const char *from, long size);

#endif
