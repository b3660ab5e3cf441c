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

/* What the kernel itself could not read or write is its caller's to report, not the program's. */
static int bad_area(unsigned long address, unsigned long error_code, int sig, int si_code)
{
	struct kernel_siginfo info = {
		.si_signo = sig,
		.si_code = si_code,
		.si_addr = address,
		.error_code = error_code,
	};

	if (si_code == BUS_MCEERR_AR)
		info.si_addr_lsb = PAGE_SHIFT;
	return error_code & X86_PF_USER ? force_sig_info(&info) : sig;
}

/* 0, or the signal of a fault that could not be handled. */
static int mm_fault_error(unsigned long address, unsigned long error_code, vm_fault_t fault)
{
	if (!(fault & VM_FAULT_ERROR))
		return 0;
	if (fault & VM_FAULT_HWPOISON) {
		if (error_code & X86_PF_USER)
			pr_err("MCE: Killing program:%d due to hardware memory corruption fault at %lx\n",
			       current->pid, address);
		return bad_area(address, error_code, SIGBUS, BUS_MCEERR_AR);
	}
	if (fault & (VM_FAULT_SIGBUS | VM_FAULT_OOM))
		return bad_area(address, error_code, SIGBUS, BUS_ADRERR);
	return bad_area(address, error_code, SIGSEGV, SEGV_MAPERR);
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
			return mm_fault_error(address, error_code, fault);
	}

	mmap_read_lock(mm);
	vma = vma_lookup(mm, address);
	if (!vma || access_error(error_code, vma)) {
		mmap_read_unlock(mm);
		return bad_area(address, error_code, SIGSEGV, vma ? SEGV_ACCERR : SEGV_MAPERR);
	}
	fault = handle_mm_fault(vma, address, flags, NULL);
	mmap_read_unlock(mm);
	return mm_fault_error(address, error_code, fault);
}
