/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the machine itself does for the model kernel: the things that are instructions, page-table
 * walks by hardware or trap handlers on a real one.
 */
#ifndef _ASM_MACHINE_H
#define _ASM_MACHINE_H

/*
 * From now on the 4 KiB page at @virt shows the bytes of the page at @target, a page of the direct
 * map; both addresses are page aligned. With a NULL target, @virt is unmapped again. This is what
 * the MMU does once a kernel page-table entry is written.
 */
void __lab_map(void *virt, void *target);

/* Prints a warning with a call trace, and goes on. */
void __lab_warn(const char *file, int line, const char *func, const char *text);

/* Prints a report with a call trace, and stops. */
void __lab_bug(const char *file, int line, const char *func, const char *text)
	__attribute__((noreturn));

/* ---- user mode ---- */

/*
 * Where a program's variables lie. The machine holds their pages, except for large variables without
 * an initial value: those are memory like any other, and fault in.
 */
#define LAB_USER_DATA		0x555556000000UL
#define LAB_USER_DATA_SIZE	(64UL << 20)

/* Runs the user program from its main() to its end; returns its exit code. */
int __lab_user_main(void);

/* Which page tables the processor walks in user mode: the physical address of the top level. */
void __lab_load_cr3(unsigned long pgd);
void __lab_flush_tlb(void);

/* What the program writes to its terminal: standard output, or errors. */
void __lab_console(const char *text, unsigned long length, int is_error);

/* ---- processes ---- */

/*
 * The program's image and the place that it has got to exist once more, for process @pid. Only for
 * programs that are linked with fork().
 */
void __lab_copy_thread(int pid);

/*
 * The processor goes over to process @pid and comes back when somebody goes over to the caller; one
 * that is @dead never returns. The machine may also let a system call that waits begin anew instead.
 */
void __lab_switch_to(int pid, int dead);

/* Leaves the kernel for good: the process is killed, and do_exit() follows. */
void __lab_kill_self(int signal) __attribute__((noreturn));

/* A signal handler that is to run, and what it is told. */
struct __lab_signal_frame {
	unsigned long handler;
	unsigned long flags;		/* SA_... */
	unsigned long signal;
	unsigned long code;
	unsigned long pid;
	unsigned long status;
	unsigned long address;
	unsigned long address_lsb;
	unsigned long error_code;
	unsigned long mask;		/* what is blocked again afterwards */
};

/*
 * Before the program goes on, it runs the handler, and then calls sigreturn(). Of several the last
 * one runs first. A system call whose result is -ERESTARTSYS or -ERESTARTNOHAND is begun anew after that.
 */
void __lab_setup_frame(const struct __lab_signal_frame *frame);

/* The run ends, for this reason. */
void __lab_stop(const char *reason) __attribute__((noreturn));

/* Both return how many bytes could not be copied. */
unsigned long __lab_copy_from_user(void *to, const void *from, unsigned long n);
unsigned long __lab_copy_to_user(void *to, const void *from, unsigned long n);

#endif
