// SPDX-License-Identifier: GPL-2.0-or-later
/* The processor could not translate an address of the user program. */
#include <linux/mm.h>
#include <linux/sched.h>

/* Bits of the error code. */
#define X86_PF_PROT	1UL	/* an entry was there, but its rights forbid the access */
#define X86_PF_WRITE	2UL
#define X86_PF_USER	4UL

static bool access_error(unsigned long error_code, const struct vm_area_struct *vma)
{
	if (error_code & X86_PF_WRITE)
		return !(vma->vm_flags & VM_WRITE);
	return !(vma->vm_flags & (VM_READ | VM_EXEC | VM_WRITE));
}

static int signal_of(vm_fault_t fault)
{
	return fault & (VM_FAULT_SIGBUS | VM_FAULT_HWPOISON | VM_FAULT_OOM) ? SIGBUS : SIGSEGV;
}

/* Called by the machine. 0: try the access again; else the signal that ends the program. */
int do_user_addr_fault(unsigned long address, unsigned long error_code)
{
	struct mm_struct *mm = current->mm;
	unsigned int flags = FAULT_FLAG_DEFAULT;
	struct vm_area_struct *vma;
	vm_fault_t fault;

	if (error_code & X86_PF_WRITE)
		flags |= FAULT_FLAG_WRITE;
	if (error_code & X86_PF_USER)
		flags |= FAULT_FLAG_USER;

	/* Mostly the lock of the one mapping is enough. */
	vma = vma_lookup(mm, address);
	if (vma && !access_error(error_code, vma)) {
		fault = handle_mm_fault(vma, address, flags | FAULT_FLAG_VMA_LOCK, NULL);
		if (!(fault & VM_FAULT_RETRY))
			return fault & VM_FAULT_ERROR ? signal_of(fault) : 0;
	}

	mmap_read_lock(mm);
	vma = vma_lookup(mm, address);
	if (!vma || access_error(error_code, vma)) {
		mmap_read_unlock(mm);
		return SIGSEGV;
	}
	fault = handle_mm_fault(vma, address, flags, NULL);
	mmap_read_unlock(mm);
	return fault & VM_FAULT_ERROR ? signal_of(fault) : 0;
}
