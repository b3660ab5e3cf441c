// SPDX-License-Identifier: GPL-2.0-or-later
/* Signals, as far as they end processes or are ignored. */
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/sched.h>

/* What does nothing unless a program asks for it. */
#define SIG_KERNEL_IGNORE_MASK \
	(sigmask(SIGCHLD) | sigmask(SIGCONT) | sigmask(SIGURG) | sigmask(SIGWINCH))

/* What would stop a process for a while. */
#define SIG_KERNEL_STOP_MASK \
	(sigmask(SIGSTOP) | sigmask(SIGTSTP) | sigmask(SIGTTIN) | sigmask(SIGTTOU))

int send_signal(int sig, struct task_struct *p)
{
	if (sig < 0 || sig > _NSIG)
		return -EINVAL;
	if (!sig || p->exit_state)
		return 0;
	if (sigmask(sig) & SIG_KERNEL_STOP_MASK) {
		pr_warn("signal %d: the model does not stop processes\n", sig);
		return -ENOSYS;
	}
	if (sig != SIGKILL && (sigmask(sig) & (p->ignored | SIG_KERNEL_IGNORE_MASK)))
		return 0;
	p->pending |= sigmask(sig);
	if (p->__state & TASK_INTERRUPTIBLE)
		wake_up_process(p);
	return 0;
}

static struct task_struct *find_task_by_pid(int pid)
{
	struct list_head *pos;

	if (pid == init_task.pid)
		return &init_task;
	list_for_each(pos, &init_task.tasks) {
		struct task_struct *p = list_entry(pos, struct task_struct, tasks);

		if (p->pid == pid)
			return p;
	}
	return NULL;
}

long sys_kill(int pid, int sig)
{
	struct task_struct *p = pid > 0 ? find_task_by_pid(pid) : NULL;

	if (pid <= 0) {
		pr_warn("kill: there are no process groups in the model\n");
		return -ENOSYS;
	}
	return p ? send_signal(sig, p) : -ESRCH;
}

long sys_signal(int sig, unsigned long handler)
{
	unsigned long *ignored = &current->ignored, old;

	if (sig < 1 || sig > _NSIG || sig == SIGKILL || sig == SIGSTOP)
		return -EINVAL;
	if (handler > SIG_IGN) {
		pr_warn("signal %d: the model does not run handlers\n", sig);
		return -ENOSYS;
	}
	old = *ignored & sigmask(sig) ? SIG_IGN : SIG_DFL;
	if (handler == SIG_IGN)
		*ignored |= sigmask(sig);
	else
		*ignored &= ~sigmask(sig);
	return old;
}

void exit_to_user_mode(void)
{
	int sig;

	if (!signal_pending(current))
		return;
	for (sig = 1; !(current->pending & sigmask(sig)); sig++)
		;
	__lab_kill_self(sig);
}
