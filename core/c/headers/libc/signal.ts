import type { LibrarySource } from '../library.ts';

export const source: LibrarySource = {
  path: 'libc/signal.c',
  provides: [
    ...['__lab_run_handler', 'alarm', 'kill', 'pause', 'pthread_sigmask', 'raise', 'sigaction'],
    ...['sigaddset', 'sigdelset', 'sigemptyset', 'sigfillset', 'sigismember', 'signal'],
    ...['sigpending', 'sigprocmask', 'sigsuspend'],
  ],
  text: String.raw`/* Signals: the calls of the kernel, or of what stands in for it. */
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>
#include "__lab.h"

#define NR_RT_SIGACTION 13
#define NR_RT_SIGPROCMASK 14
#define NR_RT_SIGRETURN 15
#define NR_PAUSE 34
#define NR_ALARM 37
#define NR_KILL 62
#define NR_RT_SIGPENDING 127
#define NR_RT_SIGSUSPEND 130
#define NR_GETTID 186
#define NR_TGKILL 234

#define TRAP_PAGE_FAULT 14

/* As the system call takes it. */
struct kernel_sigaction {
	unsigned long handler;
	unsigned long flags;
	void (*restorer)(void);
	sigset_t mask;
};

static int result_of(long value)
{
	if (value < 0) {
		errno = (int)-value;
		return -1;
	}
	return (int)value;
}

/* Called by the machine before the program goes on, when the kernel says so. */
void __lab_run_handler(unsigned long handler, unsigned long flags, long number, long code,
		       long pid, long status, unsigned long address, long address_lsb,
		       long error_code, sigset_t mask)
{
	if (flags & SA_SIGINFO) {
		siginfo_t info = { .si_signo = (int)number, .si_code = (int)code };
		ucontext_t context = { .uc_sigmask = mask };

		if (number == SIGSEGV || number == SIGBUS) {
			info.si_addr = (void *)address;
			info.si_addr_lsb = (short)address_lsb;
			context.uc_mcontext.gregs[REG_CR2] = (greg_t)address;
			context.uc_mcontext.gregs[REG_ERR] = error_code;
			context.uc_mcontext.gregs[REG_TRAPNO] = TRAP_PAGE_FAULT;
		}
		if (code == SI_USER || code == SI_TKILL || number == SIGCHLD) {
			info.si_pid = (pid_t)pid;
			info.si_status = (int)status;
		}
		((void (*)(int, siginfo_t *, void *))handler)((int)number, &info, &context);
	} else {
		((__sighandler_t)handler)((int)number);
	}
	__lab_syscall(NR_RT_SIGRETURN, (long)mask, 0, 0, 0, 0, 0);
}

int sigaction(int number, const struct sigaction *action, struct sigaction *old)
{
	struct kernel_sigaction new_action, old_action = { 0 };
	long result;

	if (action) {
		new_action.handler = (unsigned long)action->sa_handler;
		new_action.flags = (unsigned int)action->sa_flags;
		new_action.restorer = NULL;
		new_action.mask = action->sa_mask;
	}
	result = __lab_syscall(NR_RT_SIGACTION, number, action ? (long)&new_action : 0,
			       (long)&old_action, sizeof(sigset_t), 0, 0);
	if (!result && old) {
		memset(old, 0, sizeof(*old));
		old->sa_handler = (__sighandler_t)old_action.handler;
		old->sa_flags = (int)old_action.flags;
		old->sa_mask = old_action.mask;
	}
	return result_of(result);
}

__sighandler_t signal(int number, __sighandler_t handler)
{
	struct sigaction action = { .sa_handler = handler, .sa_flags = SA_RESTART }, old;

	return sigaction(number, &action, &old) ? SIG_ERR : old.sa_handler;
}

int kill(pid_t process, int number)
{
	return result_of(__lab_syscall(NR_KILL, process, number, 0, 0, 0, 0));
}

int raise(int number)
{
	long thread = __lab_syscall(NR_GETTID, 0, 0, 0, 0, 0, 0);

	return result_of(__lab_syscall(NR_TGKILL, getpid(), thread, number, 0, 0, 0));
}

int sigprocmask(int how, const sigset_t *set, sigset_t *old)
{
	return result_of(__lab_syscall(NR_RT_SIGPROCMASK, how, (long)set, (long)old,
				       sizeof(sigset_t), 0, 0));
}

int pthread_sigmask(int how, const sigset_t *set, sigset_t *old)
{
	return sigprocmask(how, set, old) ? errno : 0;
}

int sigpending(sigset_t *set)
{
	return result_of(__lab_syscall(NR_RT_SIGPENDING, (long)set, sizeof(*set), 0, 0, 0, 0));
}

int sigsuspend(const sigset_t *mask)
{
	return result_of(__lab_syscall(NR_RT_SIGSUSPEND, (long)mask, sizeof(*mask), 0, 0, 0, 0));
}

int pause(void)
{
	return result_of(__lab_syscall(NR_PAUSE, 0, 0, 0, 0, 0, 0));
}

unsigned int alarm(unsigned int seconds)
{
	return (unsigned int)__lab_syscall(NR_ALARM, seconds, 0, 0, 0, 0, 0);
}

static int valid(int number)
{
	if (number >= 1 && number < NSIG)
		return 1;
	errno = EINVAL;
	return 0;
}

int sigemptyset(sigset_t *set)
{
	*set = 0;
	return 0;
}

int sigfillset(sigset_t *set)
{
	*set = ~0UL;
	return 0;
}

int sigaddset(sigset_t *set, int number)
{
	if (!valid(number))
		return -1;
	*set |= 1UL << (number - 1);
	return 0;
}

int sigdelset(sigset_t *set, int number)
{
	if (!valid(number))
		return -1;
	*set &= ~(1UL << (number - 1));
	return 0;
}

int sigismember(const sigset_t *set, int number)
{
	return valid(number) ? (int)(*set >> (number - 1) & 1) : -1;
}
`,
};
