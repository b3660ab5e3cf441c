// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Handlers. The kernel decides which one runs and under which mask; the machine calls it on the
 * program's stack before the program goes on, and asks for sigreturn() afterwards.
 */
#include <linux/errno.h>
#include <linux/sched.h>

static sigset_t sigmask_to_save(void)
{
	sigset_t mask = current->restore_sigmask ? current->saved_sigmask : current->blocked;

	current->restore_sigmask = false;
	return mask;
}

void handle_signal(const struct kernel_siginfo *info)
{
	struct k_sigaction *action = &current->sighand->action[info->si_signo - 1];
	struct __lab_signal_frame frame = {
		.handler = action->handler,
		.flags = action->flags,
		.signal = info->si_signo,
		.code = info->si_code,
		.pid = info->si_pid,
		.status = info->si_status,
		.address = info->si_addr,
		.address_lsb = info->si_addr_lsb,
		.error_code = info->error_code,
		.mask = sigmask_to_save(),
	};

	current->blocked |= action->mask;
	if (!(action->flags & SA_NODEFER))
		current->blocked |= sigmask(info->si_signo);
	if (action->flags & SA_RESETHAND)
		action->handler = SIG_DFL;
	__lab_setup_frame(&frame);
}

/* What a system call returns that a signal has interrupted, if @handler runs. */
static long interrupted(long ret, const struct k_sigaction *action)
{
	if (ret == -ERESTARTNOHAND || (ret == -ERESTARTSYS && !(action->flags & SA_RESTART))) {
		current->restart = 0;
		return -EINTR;
	}
	return ret;
}

long arch_do_signal_or_restart(long ret)
{
	struct kernel_siginfo info;

	while (dequeue_signal(current, &info)) {
		const struct k_sigaction *action = &current->sighand->action[info.si_signo - 1];

		if (action->handler == SIG_IGN || (action->handler == SIG_DFL &&
						   sig_ignored(current, info.si_signo)))
			continue;
		if (action->handler == SIG_DFL)
			__lab_kill_self(info.si_signo);
		ret = interrupted(ret, action);
		handle_signal(&info);
	}
	if (current->restore_sigmask) {
		current->blocked = current->saved_sigmask;
		current->restore_sigmask = false;
	}
	return ret;
}

long sys_rt_sigreturn(sigset_t mask)
{
	current->blocked = mask & ~(sigmask(SIGKILL) | sigmask(SIGSTOP));
	return 0;
}
