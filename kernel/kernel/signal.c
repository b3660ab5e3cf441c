// SPDX-License-Identifier: GPL-2.0-or-later
/* Signals: sending, blocking, and what a program wants done when one comes. */
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

/* What does nothing unless a program asks for it. */
#define SIG_KERNEL_IGNORE_MASK \
	(sigmask(SIGCHLD) | sigmask(SIGCONT) | sigmask(SIGURG) | sigmask(SIGWINCH))

/* What would stop a process for a while. */
#define SIG_KERNEL_STOP_MASK \
	(sigmask(SIGSTOP) | sigmask(SIGTSTP) | sigmask(SIGTTIN) | sigmask(SIGTTOU))

#define SIG_KERNEL_ONLY_MASK	(sigmask(SIGKILL) | sigmask(SIGSTOP))

/* ---- sending ---- */

/* Nothing would come of it. What is blocked waits, for the program may still change its mind. */
bool sig_ignored(const struct task_struct *p, int sig)
{
	unsigned long handler = p->sighand->action[sig - 1].handler;

	if ((p->blocked & sigmask(sig)) || sig == SIGKILL)
		return false;
	return handler == SIG_IGN || (handler == SIG_DFL && (sigmask(sig) & SIG_KERNEL_IGNORE_MASK));
}

int send_signal_info(const struct kernel_siginfo *info, struct task_struct *p)
{
	int sig = info->si_signo;
	struct sigqueue *q;

	if (sig < 0 || sig > _NSIG)
		return -EINVAL;
	if (!sig || p->exit_state)
		return 0;
	if ((sigmask(sig) & SIG_KERNEL_STOP_MASK) &&
	    p->sighand->action[sig - 1].handler == SIG_DFL) {
		pr_warn("signal %d: the model does not stop processes\n", sig);
		return -ENOSYS;
	}
	if (sig_ignored(p, sig) || (p->pending.signal & sigmask(sig)))
		return 0;
	q = kmalloc(sizeof(*q), GFP_KERNEL);
	if (!q)
		return -EAGAIN;
	q->info = *info;
	list_add_tail(&q->list, &p->pending.list);
	p->pending.signal |= sigmask(sig);
	if ((p->__state & TASK_INTERRUPTIBLE) && signal_pending(p))
		wake_up_process(p);
	return 0;
}

int send_signal(int sig, struct task_struct *p)
{
	struct kernel_siginfo info = { .si_signo = sig, .si_code = SI_USER, .si_pid = current->pid };

	return send_signal_info(&info, p);
}

/* Nobody can ignore or put off a fault: then it is as if there were no handler. */
static struct k_sigaction *force_action(int sig)
{
	struct k_sigaction *action = &current->sighand->action[sig - 1];

	if ((current->blocked & sigmask(sig)) || action->handler == SIG_IGN)
		action->handler = SIG_DFL;
	current->blocked &= ~sigmask(sig);
	return action;
}

int force_sig_info(const struct kernel_siginfo *info)
{
	if (force_action(info->si_signo)->handler == SIG_DFL)
		return info->si_signo;
	handle_signal(info);
	return 0;
}

void force_sig_pending(const struct kernel_siginfo *info)
{
	force_action(info->si_signo);
	send_signal_info(info, current);
}

struct task_struct *find_task_by_pid(int pid)
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
		pr_warn("kill(%d): the model has no process groups; name one process\n", pid);
		return -ENOSYS;
	}
	return p ? send_signal(sig, p) : -ESRCH;
}

long sys_tgkill(int tgid, int pid, int sig)
{
	struct kernel_siginfo info = { .si_signo = sig, .si_code = SI_TKILL, .si_pid = current->pid };
	struct task_struct *p = pid > 0 ? find_task_by_pid(pid) : NULL;

	if (tgid <= 0 || pid <= 0)
		return -EINVAL;
	return p && tgid == pid ? send_signal_info(&info, p) : -ESRCH;
}

/* ---- taking ---- */

static struct sigqueue *find_sigqueue(struct sigpending *pending, int sig)
{
	struct list_head *pos;

	list_for_each(pos, &pending->list) {
		struct sigqueue *q = list_entry(pos, struct sigqueue, list);

		if (q->info.si_signo == sig)
			return q;
	}
	return NULL;
}

/* A fault's signal goes before those that others have sent; these go by their numbers. */
int dequeue_signal(struct task_struct *tsk, struct kernel_siginfo *info)
{
	sigset_t ready = tsk->pending.signal & ~tsk->blocked;
	struct sigqueue *q;
	int sig;

	if (!ready)
		return 0;
	for (sig = 1; !(ready & sigmask(sig)); sig++)
		;
	q = find_sigqueue(&tsk->pending, sig);
	*info = q->info;
	tsk->pending.signal &= ~sigmask(sig);
	list_del(&q->list);
	kfree(q);
	return sig;
}

void flush_sigqueue(struct sigpending *queue)
{
	while (!list_empty(&queue->list)) {
		struct sigqueue *q = list_entry(queue->list.next, struct sigqueue, list);

		list_del(&q->list);
		kfree(q);
	}
	queue->signal = 0;
}

/* ---- what a program wants ---- */

struct sighand_struct *sighand_dup(const struct sighand_struct *orig)
{
	struct sighand_struct *new = kmalloc(sizeof(*new), GFP_KERNEL);

	if (!new)
		return NULL;
	memcpy(new, orig, sizeof(*new));
	new->count = 1;
	return new;
}

void put_sighand(struct sighand_struct *sighand)
{
	if (!--sighand->count)
		kfree(sighand);
}

long sys_rt_sigaction(int sig, const struct k_sigaction __user *act,
		      struct k_sigaction __user *oact, size_t sigsetsize)
{
	struct k_sigaction new, old;

	if (sigsetsize != sizeof(sigset_t) || sig < 1 || sig > _NSIG ||
	    (act && (sigmask(sig) & SIG_KERNEL_ONLY_MASK)))
		return -EINVAL;
	old = current->sighand->action[sig - 1];
	if (act) {
		struct sigqueue *q;

		if (copy_from_user(&new, act, sizeof(new)))
			return -EFAULT;
		new.mask &= ~SIG_KERNEL_ONLY_MASK;
		current->sighand->action[sig - 1] = new;

		/* What has come and would be ignored now is forgotten. */
		q = find_sigqueue(&current->pending, sig);
		if (q && sig_ignored(current, sig)) {
			current->pending.signal &= ~sigmask(sig);
			list_del(&q->list);
			kfree(q);
		}
	}
	return oact && copy_to_user(oact, &old, sizeof(old)) ? -EFAULT : 0;
}

long sys_rt_sigprocmask(int how, const sigset_t __user *nset, sigset_t __user *oset,
			size_t sigsetsize)
{
	sigset_t old = current->blocked, new;

	if (sigsetsize != sizeof(sigset_t))
		return -EINVAL;
	if (nset) {
		if (copy_from_user(&new, nset, sizeof(new)))
			return -EFAULT;
		new &= ~SIG_KERNEL_ONLY_MASK;
		switch (how) {
		case SIG_BLOCK:
			current->blocked |= new;
			break;
		case SIG_UNBLOCK:
			current->blocked &= ~new;
			break;
		case SIG_SETMASK:
			current->blocked = new;
			break;
		default:
			return -EINVAL;
		}
	}
	return oset && copy_to_user(oset, &old, sizeof(old)) ? -EFAULT : 0;
}

long sys_rt_sigpending(sigset_t __user *uset, size_t sigsetsize)
{
	sigset_t set = current->pending.signal & current->blocked;

	if (sigsetsize != sizeof(sigset_t))
		return -EINVAL;
	return copy_to_user(uset, &set, sizeof(set)) ? -EFAULT : 0;
}

/* Sleeps until a signal comes that is not blocked. */
long sys_pause(void)
{
	while (!signal_pending(current)) {
		current->wchan = __func__;
		current->__state = TASK_INTERRUPTIBLE;
		schedule();
	}
	return -ERESTARTNOHAND;
}

/* As pause(), with another mask meanwhile; the handler still runs under it. */
long sys_rt_sigsuspend(const sigset_t __user *unewset, size_t sigsetsize)
{
	sigset_t new;

	if (sigsetsize != sizeof(sigset_t))
		return -EINVAL;
	if (copy_from_user(&new, unewset, sizeof(new)))
		return -EFAULT;
	if (!current->restore_sigmask) {	/* it is, if the call was begun anew */
		current->saved_sigmask = current->blocked;
		current->restore_sigmask = true;
	}
	current->blocked = new & ~SIG_KERNEL_ONLY_MASK;
	return sys_pause();
}
