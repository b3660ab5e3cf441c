// SPDX-License-Identifier: GPL-2.0-or-later
/* From the first instruction to the user program, and to its end. */
#include <linux/fs.h>
#include <linux/hugetlb.h>
#include <linux/init.h>
#include <linux/mman.h>
#include <linux/memcontrol.h>
#include <linux/prctl.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <asm/machine.h>
#include "../mm/internal.h"

static struct sighand_struct init_sighand = { .count = 1 };

struct task_struct init_task = {
	.pid = 1,
	.mce_kill = PR_MCE_KILL_DEFAULT,
	.sighand = &init_sighand,
	.pending = { .list = LIST_HEAD_INIT(init_task.pending.list) },
	.real_parent = &init_task,
	.children = LIST_HEAD_INIT(init_task.children),
	.sibling = LIST_HEAD_INIT(init_task.sibling),
	.tasks = LIST_HEAD_INIT(init_task.tasks),
	.run_list = LIST_HEAD_INIT(init_task.run_list),
	.wait_entry = LIST_HEAD_INIT(init_task.wait_entry),
	.wait_chldexit = { LIST_HEAD_INIT(init_task.wait_chldexit.head) },
};
struct task_struct *current = &init_task;

#define STACK_TOP	0x7ffffffff000UL
#define STACK_SIZE	0x21000UL

static void map_anonymous(unsigned long start, unsigned long size)
{
	BUG_ON(sys_mmap(start, size, PROT_READ | PROT_WRITE,
			MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) != (long)start);
}

/* The strings of arguments and environment are written to the end of the stack: its first page. */
static void setup_arg_page(void)
{
	unsigned long addr = STACK_TOP - PAGE_SIZE;

	map_anonymous(STACK_TOP - STACK_SIZE, STACK_SIZE);
	handle_mm_fault(vma_lookup(current->mm, addr), addr,
			FAULT_FLAG_WRITE | FAULT_FLAG_REMOTE, NULL);
}

/* The first process. The machine holds the program's image; the kernel has the rest of it. */
static void exec_init(void)
{
	current->mm = mm_alloc();
	current->files = alloc_files();
	open_console();
	__lab_load_cr3(__pa(current->mm->pgd));
	map_anonymous(LAB_USER_DATA, LAB_USER_DATA_SIZE);

	/* Of a real program's image these would be small pieces. */
	sys_madvise(LAB_USER_DATA, LAB_USER_DATA_SIZE, MADV_NOHUGEPAGE);
	setup_arg_page();
}

/* Started by the machine for scenarios with a user program; returns the program's exit code. */
int start_kernel(void)
{
	int code;

	mem_cgroup_init();
	mem_init();
	hugetlb_init();
	gup_test_init();
#ifdef CONFIG_PCI
	pci_arch_init();
#endif
#ifdef CONFIG_TEST_HMM
	if (hmm_dmirror_init())
		return 255;
#endif
#ifdef CONFIG_DRM_NOUVEAU
	if (nouveau_drm_init())
		return 255;
#endif
#ifdef CONFIG_DEV_DAX
	if (dax_init())
		return 255;
#endif
#ifdef CONFIG_TEST_ZDEV
	if (zdev_init())
		return 255;
#endif
#ifdef CONFIG_BLK_DEV_NVME
	if (nvme_init())
		return 255;
#endif
#ifdef CONFIG_LAB_MODULE
	if (lab_module_init())
		return 255;
#endif
	exec_init();
	code = __lab_user_main();
	do_exit(code);
	return code;
}
