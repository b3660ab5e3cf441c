/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef _LINUX_SCHED_H
#define _LINUX_SCHED_H

#include <linux/mm_types.h>
#include <linux/wait.h>

#define SIGABRT		6
#define SIGBUS		7
#define SIGKILL		9
#define SIGSEGV		11
#define SIGPIPE		13
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

#define sigmask(sig)	(1UL << ((sig) - 1))

/* What a process does: __state. */
#define TASK_RUNNING		0x00
#define TASK_INTERRUPTIBLE	0x01
#define TASK_UNINTERRUPTIBLE	0x02
#define TASK_DEAD		0x80
#define TASK_NORMAL		(TASK_INTERRUPTIBLE | TASK_UNINTERRUPTIBLE)

/* What is left of one that has ended: exit_state. */
#define EXIT_DEAD		0x10
#define EXIT_ZOMBIE		0x20	/* its parent has not asked yet how it ended */

struct files_struct;

/* A process. It has one thread. */
struct task_struct {
	unsigned int __state;
	int exit_state;
	int exit_code;		/* as wait() tells it: the signal, or the program's code << 8 */
	int pid;
	struct mm_struct *mm;
	struct files_struct *files;
	struct task_struct *real_parent;
	struct list_head children;	/* by sibling, the oldest first */
	struct list_head sibling;
	struct list_head tasks;		/* all processes, from init_task on */
	struct list_head run_list;	/* those that could run but do not */
	struct list_head wait_entry;	/* in the queue of what it waits for */
	const char *wchan;		/* the function in which it waits */
	wait_queue_head_t wait_chldexit;
	unsigned long pending;		/* signals that have come, by sigmask() */
	unsigned long ignored;
	unsigned long wake_time;	/* of one that sleeps, in nanoseconds since the start; or 0 */
	long restart;		/* what a system call that was begun anew had done before */
	bool in_lru_fault;	/* pages that come in now are in use: see folio_add_lru() */
};

extern struct task_struct init_task;
extern struct task_struct *current;

static inline bool is_global_init(const struct task_struct *tsk)
{
	return tsk == &init_task;
}

static inline bool signal_pending(const struct task_struct *tsk)
{
	return tsk->pending != 0;
}

/* ---- kernel/sched/core.c ---- */

void schedule(void);
/* schedule(), for at most so long; returns what is left of the time. */
unsigned long schedule_timeout(unsigned long nanoseconds);
bool wake_up_process(struct task_struct *p);
void wake_up_new_task(struct task_struct *p);
/* Whether anybody but the caller can run, now or after some time. */
bool others_can_run(void);
long sys_sched_yield(void);

/* ---- kernel/fork.c ---- */

struct mm_struct *mm_alloc(void);
void mmput(struct mm_struct *mm);
void __mmdrop(struct mm_struct *mm);
long sys_fork(void);

/* Fails once the last user is gone and only references to the structure are left. */
static inline bool mmget_not_zero(struct mm_struct *mm)
{
	if (!mm->mm_users.counter)
		return false;
	mm->mm_users.counter++;
	return true;
}

/* The structure stays, whoever uses the address space. */
static inline void mmgrab(struct mm_struct *mm)
{
	mm->mm_count.counter++;
}

static inline void mmdrop(struct mm_struct *mm)
{
	if (!--mm->mm_count.counter)
		__mmdrop(mm);
}

/* ---- kernel/exit.c ---- */

/* Ends the process with an exit_code. Only for init it returns, when all others have ended too. */
void do_exit(int code);
long sys_wait4(int pid, int *stat_addr, int options, void *rusage);

/* ---- kernel/signal.c ---- */

int send_signal(int sig, struct task_struct *p);
long sys_kill(int pid, int sig);
/* What SIG_DFL or SIG_IGN was before, or a negative error. Handlers are not in the model. */
long sys_signal(int sig, unsigned long handler);
/* On the way back to the program: a signal that has come ends it. */
void exit_to_user_mode(void);

#endif
