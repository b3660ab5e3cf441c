// SPDX-License-Identifier: GPL-2.0-or-later
/* Files that a program makes without a name. */
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/hugetlb.h>
#include <linux/mm.h>
#include <linux/shmem_fs.h>
#include <linux/uaccess.h>

#define MFD_CLOEXEC		0x1u
#define MFD_ALLOW_SEALING	0x2u
#define MFD_HUGETLB		0x4u
#define MFD_HUGE_SHIFT		26
#define MFD_HUGE_SIZE		(0x3fu << MFD_HUGE_SHIFT)
#define MFD_NOEXEC_SEAL		0x8u
#define MFD_EXEC		0x10u
#define MFD_NAME_MAX		249

long sys_memfd_create(const char __user *user_name, unsigned int flags)
{
	char name[MFD_NAME_MAX + 1];
	struct file *file;
	long err;
	int fd;

	if (flags & ~(MFD_CLOEXEC | MFD_ALLOW_SEALING | MFD_HUGETLB | MFD_NOEXEC_SEAL | MFD_EXEC |
		      MFD_HUGE_SIZE))
		return -EINVAL;
	if ((flags & MFD_HUGE_SIZE) && (flags & MFD_HUGE_SIZE) != HPAGE_SHIFT << MFD_HUGE_SHIFT)
		return -EINVAL;
	err = strncpy_from_user(name, user_name, sizeof(name));
	if (err < 0)
		return err == -ENAMETOOLONG ? -EINVAL : err;
	fd = get_unused_fd();
	if (fd < 0)
		return fd;
	file = flags & MFD_HUGETLB ? hugetlb_file_setup(0) : shmem_file_setup(0);
	if (IS_ERR(file))
		return PTR_ERR(file);
	if ((flags & MFD_ALLOW_SEALING) && !(flags & MFD_HUGETLB))
		shmem_set_seals(file_inode(file), 0);
	fd_install(fd, file);
	return fd;
}

/* fcntl(F_ADD_SEALS): from now on the file cannot change in these ways. */
long memfd_add_seals(struct file *file, unsigned int seals)
{
	struct inode *inode = file_inode(file);

	if (!shmem_mapping(inode->i_mapping))
		return -EINVAL;
	if (!(file->f_mode & FMODE_WRITE))
		return -EPERM;
	if (seals & ~F_ALL_SEALS)
		return -EINVAL;
	if (shmem_seals(inode) & F_SEAL_SEAL)
		return -EPERM;
	if ((seals & F_SEAL_WRITE) && !(shmem_seals(inode) & F_SEAL_WRITE) &&
	    atomic_read(&inode->i_mapping->i_mmap_writable) > 0)
		return -EBUSY;
	shmem_set_seals(inode, shmem_seals(inode) | seals);
	return 0;
}

long memfd_get_seals(struct file *file)
{
	if (!shmem_mapping(file_inode(file)->i_mapping))
		return -EINVAL;
	return shmem_seals(file_inode(file));
}

/* A sealed file cannot be mapped for writing, now or later. */
int memfd_check_seals_mmap(struct file *file, vm_flags_t *vm_flags)
{
	unsigned int seals;

	if (!shmem_mapping(file_inode(file)->i_mapping))
		return 0;
	seals = shmem_seals(file_inode(file));
	if (!(seals & (F_SEAL_WRITE | F_SEAL_FUTURE_WRITE)) || !(*vm_flags & VM_SHARED))
		return 0;
	if (*vm_flags & VM_WRITE)
		return -EPERM;
	*vm_flags &= ~VM_MAYWRITE;
	return 0;
}
