/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef _LINUX_SCHED_H
#define _LINUX_SCHED_H

#include <asm/machine.h>
#include <linux/mm_types.h>
#include <linux/signal.h>
#include <linux/wait.h>

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
	int mce_kill;		/* PR_MCE_KILL_... */
	const char *wchan;		/* the function in which it waits */
	wait_queue_head_t wait_chldexit;
	struct sighand_struct *sighand;
	struct sigpending pending;	/* signals that have come */
	sigset_t blocked;
	sigset_t saved_sigmask;		/* the mask to go back to, if restore_sigmask */
	bool restore_sigmask;
	unsigned long alarm_time;	/* when SIGALRM comes, in nanoseconds since the start; or 0 */
	unsigned long wake_time;	/* of one that sleeps; or 0 */
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
	return (tsk->pending.signal & ~tsk->blocked) != 0;
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
/* SIGALRM comes after so many seconds; returns how many were left of the last alarm. */
long sys_alarm(unsigned int seconds);

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

#endif
