// SPDX-License-Identifier: GPL-2.0-or-later
/* The end of a process, and how its parent learns of it. */
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#define WNOHANG		1
#define WUNTRACED	2
#define __WALL		0x40000000

static void exit_mm(void)
{
	struct mm_struct *mm = current->mm;

	mmap_read_lock(mm);
	mmgrab(mm);		/* the CPU goes on with its tables for a while */
	current->mm = NULL;
	mmap_read_unlock(mm);
	mmput(mm);
	mmdrop(mm);
}

static void exit_signals(struct task_struct *tsk)
{
	tsk->alarm_time = 0;
	flush_sigqueue(&tsk->pending);
}

static void exit_files(struct task_struct *tsk)
{
	struct files_struct *files = tsk->files;

	tsk->files = NULL;
	put_files(files);
}

/* Nothing of the process is left but what its parent has been told. */
static void release_task(struct task_struct *p)
{
	p->exit_state = EXIT_DEAD;
	list_del(&p->sibling);
	list_del(&p->tasks);
	put_sighand(p->sighand);
	p->sighand = NULL;
	if (p != current)
		kfree(p);
}

/* Whose parent has ended is adopted by the first process. */
static void forget_original_parent(struct task_struct *father)
{
	while (!list_empty(&father->children)) {
		struct task_struct *p = list_entry(father->children.next, struct task_struct,
						   sibling);

		list_del(&p->sibling);
		p->real_parent = &init_task;
		list_add_tail(&p->sibling, &init_task.children);
		if (p->exit_state == EXIT_ZOMBIE)
			wake_up(&init_task.wait_chldexit);
	}
}

static void do_notify_parent(struct task_struct *tsk)
{
	int killed = tsk->exit_code & 0x7f;
	struct kernel_siginfo info = {
		.si_signo = SIGCHLD,
		.si_code = killed ? CLD_KILLED : CLD_EXITED,
		.si_pid = tsk->pid,
		.si_status = killed ? killed : tsk->exit_code >> 8,
	};

	send_signal_info(&info, tsk->real_parent);
}

static void exit_notify(struct task_struct *tsk)
{
	struct task_struct *parent = tsk->real_parent;

	forget_original_parent(tsk);
	tsk->exit_state = EXIT_ZOMBIE;
	do_notify_parent(tsk);
	if (parent->sighand->action[SIGCHLD - 1].handler == SIG_IGN)
		release_task(tsk);
	wake_up(&parent->wait_chldexit);
}

/*
 * The program's own process has ended, but not the machine: children that it has not waited for go on
 * to their ends, as they would below a shell.
 */
static void exit_init(void)
{
	struct list_head *pos;

	init_task.sighand->action[SIGCHLD - 1].handler = SIG_IGN;
	init_task.alarm_time = 0;
	while (others_can_run()) {
		prepare_to_wait(&init_task.wait_chldexit, TASK_UNINTERRUPTIBLE);
		schedule();
		finish_wait(&init_task.wait_chldexit);
	}
	list_for_each(pos, &init_task.tasks) {
		struct task_struct *p = list_entry(pos, struct task_struct, tasks);

		if (p->__state != TASK_DEAD)
			pr_warn("process %d still waits, in %s(), and nobody is left to wake it\n",
				p->pid, p->wchan);
	}
}

void do_exit(int code)
{
	struct task_struct *tsk = current;

	tsk->exit_code = code;
	exit_signals(tsk);
	exit_mm();
	exit_files(tsk);
	if (is_global_init(tsk)) {
		exit_init();
		return;
	}
	exit_notify(tsk);
	tsk->__state = TASK_DEAD;
	schedule();
	BUG();
}

/* ---- waiting for children ---- */

static bool eligible_child(const struct task_struct *p, int pid)
{
	/* There are no process groups: all processes are in the one of the first. */
	if (pid > 0)
		return p->pid == pid;
	return pid == -1 || pid == 0 || pid == -init_task.pid;
}

static long wait_task_zombie(struct task_struct *p, int __user *stat_addr)
{
	int status = p->exit_code;
	int pid = p->pid;

	release_task(p);
	if (stat_addr && copy_to_user(stat_addr, &status, sizeof(status)))
		return -EFAULT;
	return pid;
}

static long __do_wait(int pid, int __user *stat_addr, int options)
{
	bool found = false;
	struct list_head *pos;

	list_for_each(pos, &current->children) {
		struct task_struct *p = list_entry(pos, struct task_struct, sibling);

		if (!eligible_child(p, pid))
			continue;
		if (p->exit_state == EXIT_ZOMBIE)
			return wait_task_zombie(p, stat_addr);
		found = true;
	}
	if (!found)
		return -ECHILD;
	return options & WNOHANG ? 0 : -ERESTARTSYS;
}

long sys_wait4(int pid, int __user *stat_addr, int options, void __user *rusage)
{
	long retval;

	if (options & ~(WNOHANG | WUNTRACED | __WALL))
		return -EINVAL;
	for (;;) {
		prepare_to_wait(&current->wait_chldexit, TASK_INTERRUPTIBLE);
		retval = __do_wait(pid, stat_addr, options);
		if (retval != -ERESTARTSYS)
			break;
		if (signal_pending(current))
			break;
		schedule();
	}
	finish_wait(&current->wait_chldexit);
	return retval;
}
