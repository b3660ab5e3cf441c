// SPDX-License-Identifier: GPL-2.0-or-later
#include <linux/mman.h>
#include <linux/sched.h>

#define MS_ASYNC	1
#define MS_INVALIDATE	2
#define MS_SYNC		4

/* No file lies anywhere but in memory, so there is nothing to write; but the range is looked at. */
long sys_msync(unsigned long start, unsigned long len, int flags)
{
	struct mm_struct *mm = current->mm;
	unsigned long end = start + PAGE_ALIGN(len);
	long error = 0;

	if ((flags & ~(MS_ASYNC | MS_INVALIDATE | MS_SYNC)) || !PAGE_ALIGNED(start) ||
	    ((flags & MS_ASYNC) && (flags & MS_SYNC)))
		return -EINVAL;
	if (end < start)
		return -ENOMEM;
	mmap_read_lock(mm);
	while (start < end) {
		struct vm_area_struct *vma = find_vma(mm, start);

		if (!vma || vma->vm_start > start)
			error = -ENOMEM;
		if (!vma)
			break;
		if ((flags & MS_INVALIDATE) && (vma->vm_flags & VM_LOCKED)) {
			error = -EBUSY;
			break;
		}
		start = vma->vm_end;
	}
	mmap_read_unlock(mm);
	return error;
}
