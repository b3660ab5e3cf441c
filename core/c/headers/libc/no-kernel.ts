import type { LibrarySource } from '../library.ts';

export const source: LibrarySource = {
  path: 'libc/no-kernel.c',
  provides: ['__lab_syscall'],
  text: String.raw`/* A program with nothing below it: of the system calls there are those for its own signals. */
#ifndef __LAB_USER_MODE__
#include <errno.h>
#include <signal.h>
#include "__lab.h"

#define NR_RT_SIGACTION 13
#define NR_RT_SIGPROCMASK 14
#define NR_RT_SIGRETURN 15
#define NR_KILL 62
#define NR_RT_SIGPENDING 127
#define NR_GETTID 186
#define NR_TGKILL 234

/* The only process, whose only thread has the same number. */
#define PROCESS 1

struct action {
	unsigned long handler;
	unsigned long flags;
	void *restorer;
	unsigned long mask;
};

void __lab_run_handler(unsigned long handler, unsigned long flags, long number, long code,
		       long pid, long status, unsigned long address, long address_lsb,
		       long error_code, sigset_t mask);

static struct action actions[NSIG];
static unsigned long blocked, pending;

#define BIT(number) (1UL << ((number) - 1))
#define UNBLOCKABLE (BIT(SIGKILL) | BIT(SIGSTOP))

static int is_ignored(long number)
{
	return number == SIGCHLD || number == SIGCONT || number == SIGURG || number == SIGWINCH;
}

static void deliver(long number)
{
	struct action action = actions[number];
	unsigned long before = blocked;

	pending &= ~BIT(number);
	if (action.handler == (unsigned long)SIG_IGN)
		return;
	if (action.handler == (unsigned long)SIG_DFL) {
		if (!is_ignored(number))
			__lab_exit((int)(128 + number));	/* what a shell reports */
		return;
	}
	if (action.flags & SA_RESETHAND)
		actions[number].handler = (unsigned long)SIG_DFL;
	blocked |= action.mask | (action.flags & SA_NODEFER ? 0 : BIT(number));
	__lab_run_handler(action.handler, action.flags, number, SI_TKILL, PROCESS, 0, 0, 0, 0, before);
}

static void deliver_pending(void)
{
	long number;

	for (number = 1; number < NSIG; number++)
		if (pending & ~blocked & BIT(number))
			deliver(number);
}

static long set_action(long number, const struct action *action, struct action *old)
{
	if (number < 1 || number >= NSIG || (action && BIT(number) & UNBLOCKABLE))
		return -EINVAL;
	if (old)
		*old = actions[number];
	if (action)
		actions[number] = *action;
	return 0;
}

static long set_mask(long how, const unsigned long *set, unsigned long *old)
{
	if (old)
		*old = blocked;
	if (!set)
		return 0;
	if (how != SIG_BLOCK && how != SIG_UNBLOCK && how != SIG_SETMASK)
		return -EINVAL;
	blocked = (how == SIG_BLOCK ? blocked | *set : how == SIG_UNBLOCK ? blocked & ~*set : *set) & ~UNBLOCKABLE;
	deliver_pending();
	return 0;
}

static long send(long number)
{
	if (number < 0 || number >= NSIG)
		return -EINVAL;
	if (number > 0) {
		pending |= BIT(number);
		deliver_pending();
	}
	return 0;
}

long __lab_syscall(long number, long a, long b, long c, long d, long e, long f)
{
	switch (number) {
	case NR_RT_SIGACTION:
		return set_action(a, (struct action *)b, (struct action *)c);
	case NR_RT_SIGPROCMASK:
		return set_mask(a, (unsigned long *)b, (unsigned long *)c);
	case NR_RT_SIGRETURN:
		blocked = (unsigned long)a;
		deliver_pending();
		return 0;
	case NR_RT_SIGPENDING:
		*(unsigned long *)a = pending;
		return 0;
	case NR_GETTID:
		return PROCESS;
	case NR_KILL:
		return a == PROCESS || a == 0 ? send(b) : -ESRCH;
	case NR_TGKILL:
		return a == PROCESS ? send(c) : -ESRCH;
	}
	return -ENOSYS;
}
#endif
`,
};
