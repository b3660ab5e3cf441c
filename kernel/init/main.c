// SPDX-License-Identifier: GPL-2.0-or-later
/* From the first instruction to the user program, and to its end. */
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/memcontrol.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <asm/machine.h>
#include "../mm/internal.h"

static struct task_struct init_task = { .pid = 1 };
struct task_struct *current = &init_task;

/* The first process: an empty address space but for the program's image, which the machine holds. */
static void exec_init(void)
{
	current->mm = mm_alloc();
	current->files = alloc_files();
	__lab_load_cr3(__pa(current->mm->pgd));
}

static void exit_process(void)
{
	struct mm_struct *mm = current->mm;

	put_files(current->files);
	mmput(mm);
	current->mm = NULL;
}

/* Started by the machine for scenarios with a user program; returns the program's exit code. */
int start_kernel(void)
{
	int code;

	mem_cgroup_init();
	mem_init();
#ifdef CONFIG_TEST_HMM
	if (hmm_dmirror_init())
		return 255;
#endif
	exec_init();
	code = __lab_user_main();
	exit_process();
	return code;
}
