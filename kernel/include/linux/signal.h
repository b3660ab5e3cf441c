/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef _LINUX_SIGNAL_H
#define _LINUX_SIGNAL_H

#include <linux/list.h>
#include <linux/types.h>

#define SIGABRT		6
#define SIGBUS		7
#define SIGKILL		9
#define SIGSEGV		11
#define SIGPIPE		13
#define SIGALRM		14
#define SIGCHLD		17
#define SIGCONT		18
#define SIGSTOP		19
#define SIGTSTP		20
#define SIGTTIN		21
#define SIGTTOU		22
#define SIGURG		23
#define SIGWINCH	28
#define _NSIG		64

#define SIG_DFL		0UL
#define SIG_IGN		1UL

#define SIG_BLOCK	0
#define SIG_UNBLOCK	1
#define SIG_SETMASK	2

#define SA_SIGINFO	0x00000004UL
#define SA_RESTART	0x10000000UL
#define SA_NODEFER	0x40000000UL
#define SA_RESETHAND	0x80000000UL

/* Why a signal came: si_code. */
#define SI_USER		0
#define SI_KERNEL	0x80
#define SI_TKILL	(-6)
#define SEGV_MAPERR	1	/* nothing is mapped there */
#define SEGV_ACCERR	2	/* what is mapped there forbids it */
#define BUS_ADRERR	2
#define BUS_MCEERR_AR	4	/* the memory is bad, and was needed */
#define BUS_MCEERR_AO	5	/* the memory is bad */
#define CLD_EXITED	1
#define CLD_KILLED	2

typedef unsigned long sigset_t;

#define sigmask(sig)	(1UL << ((sig) - 1))

/* What a program wants done: as the system call takes it. */
struct k_sigaction {
	unsigned long handler;
	unsigned long flags;
	unsigned long restorer;
	sigset_t mask;		/* blocked while the handler runs */
};

/* Threads share it. */
struct sighand_struct {
	int count;
	struct k_sigaction action[_NSIG];
};

struct kernel_siginfo {
	int si_signo;
	int si_code;
	int si_pid;		/* who has sent it, or ended */
	int si_status;
	unsigned long si_addr;	/* of a fault */
	unsigned long error_code;
	int si_addr_lsb;	/* how much of the memory is bad, as a shift */
};

/* One signal that has come; of each number at most one waits. */
struct sigqueue {
	struct list_head list;
	struct kernel_siginfo info;
};

struct sigpending {
	struct list_head list;	/* of sigqueue, by list */
	sigset_t signal;
};

static inline void init_sigpending(struct sigpending *sig)
{
	INIT_LIST_HEAD(&sig->list);
	sig->signal = 0;
}

struct task_struct;

struct sighand_struct *sighand_dup(const struct sighand_struct *orig);
void put_sighand(struct sighand_struct *sighand);
void flush_sigqueue(struct sigpending *queue);

int send_signal(int sig, struct task_struct *p);
int send_signal_info(const struct kernel_siginfo *info, struct task_struct *p);
bool sig_ignored(const struct task_struct *p, int sig);

/*
 * The signal that a fault brings, to the one who runs. 0 if a handler is going to run; otherwise
 * the signal itself, which ends the process.
 */
int force_sig_info(const struct kernel_siginfo *info);

/* The same for a signal that the kernel sends in a system call: it is taken on the way back. */
void force_sig_pending(const struct kernel_siginfo *info);

/* Takes the next signal that is not blocked from the queue; 0 if there is none. */
int dequeue_signal(struct task_struct *tsk, struct kernel_siginfo *info);

struct task_struct *find_task_by_pid(int pid);
long sys_kill(int pid, int sig);
long sys_tgkill(int tgid, int pid, int sig);
long sys_rt_sigaction(int sig, const struct k_sigaction *act, struct k_sigaction *oact,
		      size_t sigsetsize);
long sys_rt_sigprocmask(int how, const sigset_t *nset, sigset_t *oset, size_t sigsetsize);
long sys_rt_sigpending(sigset_t *uset, size_t sigsetsize);
long sys_rt_sigsuspend(const sigset_t *unewset, size_t sigsetsize);
long sys_pause(void);

/* ---- arch/x86/kernel/signal.c ---- */

/*
 * On the way back to the program, where @ret is the result of its system call: signals that have
 * come end it, or make it run their handlers first. Returns what the call returns now.
 */
long arch_do_signal_or_restart(long ret);
void handle_signal(const struct kernel_siginfo *info);
/* Called for the program when a handler has returned. */
long sys_rt_sigreturn(sigset_t mask);

#endif
