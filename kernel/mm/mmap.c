// SPDX-License-Identifier: GPL-2.0-or-later
/* New mappings, and address spaces as a whole. */
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/hugetlb.h>
#include <linux/mman.h>
#include <linux/mmu_notifier.h>
#include <linux/rmap.h>
#include <linux/sched.h>
#include <linux/shmem_fs.h>
#include <linux/slab.h>
#include <linux/swap.h>
#include <asm/tlb.h>
#include "internal.h"
#include "vma.h"

#define MMAP_MIN_ADDR	0x10000UL

/* The highest free range below the last one that was found. */
static unsigned long vm_unmapped_area(struct mm_struct *mm, unsigned long len)
{
	unsigned long addr = mm->mmap_base - len;
	struct vm_area_struct *vma;

	while ((vma = find_vma(mm, addr)) && vma->vm_start < addr + len)
		addr = vma->vm_start - len;
	return addr;
}

unsigned long mm_get_unmapped_area(struct mm_struct *mm, struct file *file, unsigned long addr,
				   unsigned long len, unsigned long flags)
{
	bool huge_file = file && is_file_hugepages(file);
	unsigned long align = huge_file ? HPAGE_SIZE : PAGE_SIZE;
	struct vm_area_struct *vma;

	if (!IS_ALIGNED(len, align))
		return -EINVAL;
	if (len > TASK_SIZE)
		return -ENOMEM;
	if (flags & MAP_FIXED) {
		if (addr > TASK_SIZE - len)
			return -ENOMEM;
		return IS_ALIGNED(addr, align) ? addr : (unsigned long)-EINVAL;
	}
	addr = huge_file ? ALIGN(addr, HPAGE_SIZE) : addr & PAGE_MASK;
	if (addr) {
		if (addr < MMAP_MIN_ADDR)
			addr = MMAP_MIN_ADDR;
		vma = find_vma(mm, addr);
		if (addr + len <= TASK_SIZE && (!vma || addr + len <= vma->vm_start))
			return addr;
	}
	/* So that huge pages fit in; only where nobody has asked for an address. */
	if (huge_file || (!addr && !file && !(flags & MAP_SHARED) && IS_ALIGNED(len, PMD_SIZE))) {
		addr = vm_unmapped_area(mm, len + PMD_SIZE);
		return addr & ~PMD_MASK ? ALIGN(addr, PMD_SIZE) : addr + PMD_SIZE;
	}
	return vm_unmapped_area(mm, len);
}

/* A file may want its mappings in certain places. */
unsigned long get_unmapped_area(struct file *file, unsigned long addr, unsigned long len,
				pgoff_t pgoff, unsigned long flags)
{
	if (file && file->f_op->get_unmapped_area && !(flags & MAP_FIXED))
		return file->f_op->get_unmapped_area(file, addr, len, pgoff, flags);
	return mm_get_unmapped_area(current->mm, file, addr, len, flags);
}

/* What a mapping of a file may do: what the file was opened for. */
static long file_map_flags(struct file *file, unsigned long prot, unsigned long type,
			   vm_flags_t *vm_flags)
{
	switch (type) {
	case MAP_SHARED:
	case MAP_SHARED_VALIDATE:
		if ((prot & PROT_WRITE) && !(file->f_mode & FMODE_WRITE))
			return -EACCES;
		*vm_flags |= VM_SHARED | VM_MAYSHARE;
		if (!(file->f_mode & FMODE_WRITE))
			*vm_flags &= ~(VM_MAYWRITE | VM_SHARED);
		break;
	case MAP_PRIVATE:
		break;
	default:
		return -EINVAL;
	}
	if (!(file->f_mode & FMODE_READ))
		return -EACCES;
	return file->f_op->mmap ? memfd_check_seals_mmap(file, vm_flags) : -ENODEV;
}

static int mmap_new_vma(struct mm_struct *mm, struct file *file, unsigned long addr,
			unsigned long len, vm_flags_t vm_flags, pgoff_t pgoff)
{
	struct vm_area_struct *vma = vm_area_alloc(mm);
	int error = 0;

	if (!vma)
		return -ENOMEM;
	vma_set_range(vma, addr, addr + len, pgoff);
	vm_flags_reset(vma, vm_flags);
	vma->vm_page_prot = vm_get_page_prot(vm_flags);
	if (file) {
		vma->vm_file = get_file(file);
		error = file->f_op->mmap(file, vma);
	} else if (vm_flags & VM_SHARED) {
		error = shmem_zero_setup(vma);
	} else {
		vma->vm_ops = NULL;
	}
	if (!error)
		error = vma_link(mm, vma);
	if (error) {
		/* The driver may have mapped something already. */
		zap_page_range_single(vma, addr, len, NULL);
		if (vma->vm_file)
			fput(vma->vm_file);
		vm_area_free(vma);
		return error;
	}
	vm_flags_reset(vma, vma->vm_flags | VM_SOFTDIRTY);
	vma_set_page_prot(vma);
	return 0;
}

static long mmap_region(struct mm_struct *mm, struct file *file, unsigned long addr,
			unsigned long len, vm_flags_t vm_flags, pgoff_t pgoff)
{
	struct vm_area_struct *vma;
	int error = do_vmi_munmap(mm, addr, len);

	if (error)
		return error;
	/* Private and writable: every page may have to be found some day. */
	if ((vm_flags & (VM_NORESERVE | VM_SHARED | VM_WRITE)) == VM_WRITE &&
	    !(file && is_file_hugepages(file)))
		vm_flags |= VM_ACCOUNT;

	/* Shared anonymous memory has a file of its own each time. */
	vma = !file && (vm_flags & VM_SHARED) ? NULL :
		vma_merge_new_range(mm, addr, addr + len, vm_flags, file, pgoff, NULL);
	if (!vma)
		error = mmap_new_vma(mm, file, addr, len, vm_flags, pgoff);
	if (error)
		return error;
	if (vm_flags & VM_LOCKED)
		mm->locked_vm += len >> PAGE_SHIFT;
	return addr;
}

static long do_mmap(struct file *file, unsigned long addr, unsigned long len, unsigned long prot,
		    unsigned long flags, pgoff_t pgoff)
{
	struct mm_struct *mm = current->mm;
	vm_flags_t vm_flags = calc_vm_prot_bits(prot) | mm->def_flags | VM_MAYREAD | VM_MAYWRITE |
			      VM_MAYEXEC;
	struct vm_area_struct *vma;
	long error = 0;

	if (flags & MAP_LOCKED)
		vm_flags |= VM_LOCKED;
	if (flags & MAP_FIXED_NOREPLACE)
		flags |= MAP_FIXED;
	addr = get_unmapped_area(file, addr, len, pgoff, flags);
	if (IS_ERR((void *)addr))
		return addr;
	vma = find_vma(mm, addr);
	if ((flags & MAP_FIXED_NOREPLACE) && vma && vma->vm_start < addr + len)
		return -EEXIST;

	if (file) {
		error = file_map_flags(file, prot, flags & MAP_TYPE, &vm_flags);
	} else if ((flags & MAP_TYPE) == MAP_SHARED) {
		pgoff = 0;
		vm_flags |= VM_SHARED | VM_MAYSHARE;
	} else if ((flags & MAP_TYPE) == MAP_PRIVATE) {
		pgoff = addr >> PAGE_SHIFT;
	} else {
		error = -EINVAL;
	}
	if (error)
		return error;
	if (flags & MAP_NORESERVE)
		vm_flags |= VM_NORESERVE;
	return mmap_region(mm, file, addr, len, vm_flags, pgoff);
}

long sys_mmap(unsigned long addr, unsigned long len, unsigned long prot, unsigned long flags,
	      int fd, unsigned long off)
{
	unsigned long size_log = (flags >> MAP_HUGE_SHIFT) & MAP_HUGE_MASK;
	struct file *file = NULL, *hugetlb_file = NULL;
	struct mm_struct *mm = current->mm;
	long ret;

	if (off & ~PAGE_MASK)
		return -EINVAL;
	if (!(flags & MAP_ANONYMOUS)) {
		file = fget(fd);
		if (!file)
			return -EBADF;
		if (is_file_hugepages(file))
			len = ALIGN(len, HPAGE_SIZE);
		else if (flags & MAP_HUGETLB)
			return -EINVAL;
	} else if (flags & MAP_HUGETLB) {
		if (size_log && size_log != HPAGE_SHIFT)
			return -EINVAL;		/* there is one size */
		len = ALIGN(len, HPAGE_SIZE);
		file = hugetlb_file = hugetlb_file_setup(len);
		if (IS_ERR(file))
			return PTR_ERR(file);
	}
	if (!len)
		ret = -EINVAL;
	else if (!PAGE_ALIGN(len))
		ret = -ENOMEM;
	else
		ret = 0;
	len = PAGE_ALIGN(len);
	if (!ret) {
		mmap_write_lock(mm);
		ret = do_mmap(file, addr, len, prot, flags, off >> PAGE_SHIFT);
		mmap_write_unlock(mm);
	}
	if (hugetlb_file)
		fput(hugetlb_file);
	if (!IS_ERR((void *)ret) &&
	    ((flags & MAP_LOCKED) || (mm->def_flags & VM_LOCKED) ||
	     (flags & (MAP_POPULATE | MAP_NONBLOCK)) == MAP_POPULATE))
		mm_populate(mm, ret, ret + len);
	return ret;
}

long sys_munmap(unsigned long addr, unsigned long len)
{
	struct mm_struct *mm = current->mm;
	long err;

	mmap_write_lock(mm);
	err = do_vmi_munmap(mm, addr, len);
	mmap_write_unlock(mm);
	return err;
}

/* The last user is gone: everything is unmapped, and then the tables are freed. */
void exit_mmap(struct mm_struct *mm)
{
	struct maple_tree *mt = &mm->mm_mt;
	struct mmu_gather tlb;
	unsigned int i;

	mmu_notifier_release(mm);
	mmap_read_lock(mm);
	lru_add_drain();
	tlb_gather_mmu(&tlb, mm);
	unmap_vmas(&tlb, mm, 0, TASK_SIZE);
	mmap_read_unlock(mm);
	mmap_write_lock(mm);
	for (i = 0; i < mt->nr; i++)
		free_pgtables(mm, mt->slot[i]->vm_start, mt->slot[i]->vm_end, 0,
			      i + 1 < mt->nr ? mt->slot[i + 1]->vm_start : USER_PGTABLES_CEILING);
	tlb_finish_mmu(&tlb);
	while (mt->nr)
		remove_vma(mt->slot[0]);
	mmap_write_unlock(mm);
}
