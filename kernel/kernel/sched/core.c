// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Who runs. There is one CPU. A process runs until it waits for something, gives way or ends, or until
 * the timer interrupts it; then comes the one that has been able to run for longest.
 */
#include <linux/bug.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/time.h>

static struct list_head runqueue = LIST_HEAD_INIT(runqueue);

/* Nanoseconds since the start. Time goes by while somebody computes for long, or everybody sleeps. */
static unsigned long clock;

static void enqueue_task(struct task_struct *p)
{
	list_add_tail(&p->run_list, &runqueue);
}

static bool try_to_wake_up(struct task_struct *p, unsigned int state)
{
	if (!(p->__state & state))
		return false;
	if (!list_empty(&p->wait_entry))
		list_del_init(&p->wait_entry);
	p->wake_time = 0;
	p->__state = TASK_RUNNING;
	if (p != current)	/* who is about to wait has not left the CPU yet */
		enqueue_task(p);
	return true;
}

bool wake_up_process(struct task_struct *p)
{
	return try_to_wake_up(p, TASK_NORMAL);
}

void wake_up_new_task(struct task_struct *p)
{
	p->__state = TASK_RUNNING;
	enqueue_task(p);
}

/* ---- waiting ---- */

void __prepare_to_wait(wait_queue_head_t *wq, unsigned int state, const char *wchan)
{
	current->wchan = wchan;
	if (list_empty(&current->wait_entry))
		list_add_tail(&current->wait_entry, &wq->head);
	current->__state = state;
}

void finish_wait(wait_queue_head_t *wq)
{
	current->__state = TASK_RUNNING;
	if (!list_empty(&current->wait_entry))
		list_del_init(&current->wait_entry);
}

void wake_up(wait_queue_head_t *wq)
{
	struct list_head *pos, *next;

	for (pos = wq->head.next; pos != &wq->head; pos = next) {
		next = pos->next;
		try_to_wake_up(list_entry(pos, struct task_struct, wait_entry), TASK_NORMAL);
	}
}

/* ---- going over to another process ---- */

/* When something happens to a process by itself: its sleep ends, or its alarm goes off; 0: never. */
static unsigned long next_event(const struct task_struct *p)
{
	if (p->wake_time && p->alarm_time)
		return min(p->wake_time, p->alarm_time);
	return p->wake_time + p->alarm_time;
}

/* The one to whom something happens first. */
static struct task_struct *first_sleeper(void)
{
	struct task_struct *first = next_event(&init_task) ? &init_task : NULL;
	struct list_head *pos;

	list_for_each(pos, &init_task.tasks) {
		struct task_struct *p = list_entry(pos, struct task_struct, tasks);

		if (next_event(p) && (!first || next_event(p) < next_event(first)))
			first = p;
	}
	return first;
}

static void expire(struct task_struct *p)
{
	struct kernel_siginfo info = { .si_signo = SIGALRM, .si_code = SI_KERNEL };

	if (p->wake_time && p->wake_time <= clock)
		try_to_wake_up(p, TASK_NORMAL);
	if (p->alarm_time && p->alarm_time <= clock) {
		p->alarm_time = 0;
		send_signal_info(&info, p);
	}
}

bool others_can_run(void)
{
	return !list_empty(&runqueue) || first_sleeper();
}

static void show_waiting(const struct task_struct *p)
{
	if (p->__state != TASK_DEAD)
		pr_err("process %d waits in %s()\n", p->pid, p->wchan);
}

/* A clear end: on a real machine, nothing would ever happen again. */
static void deadlock(void)
{
	struct list_head *pos;

	show_waiting(&init_task);
	list_for_each(pos, &init_task.tasks)
		show_waiting(list_entry(pos, struct task_struct, tasks));
	__lab_stop("deadlock: every process waits for another one");
}

/* Nobody can run: the time until somebody wakes up goes by at once. */
static void idle(void)
{
	struct task_struct *p = first_sleeper();

	if (!p)
		deadlock();
	clock = max(clock, next_event(p));
	expire(p);
}

static void context_switch(struct task_struct *prev, struct task_struct *next)
{
	if (next->mm)
		__lab_load_cr3(__pa(next->mm->pgd));
	current = next;
	__lab_switch_to(next->pid, prev->__state == TASK_DEAD);
}

/* The CPU goes to the next one; comes back when it is the caller's turn again. */
void schedule(void)
{
	struct task_struct *prev = current, *next;

	if ((prev->__state & TASK_INTERRUPTIBLE) && signal_pending(prev))
		prev->__state = TASK_RUNNING;
	if (prev->__state == TASK_RUNNING)
		enqueue_task(prev);
	while (list_empty(&runqueue) && prev->__state != TASK_RUNNING)
		idle();
	if (list_empty(&runqueue))
		return;		/* it was the caller who woke up */
	next = list_entry(runqueue.next, struct task_struct, run_list);
	list_del_init(&next->run_list);
	if (next != prev)
		context_switch(prev, next);
}

/* A system call that is begun anew finds the time in current->restart. */
unsigned long schedule_timeout(unsigned long nanoseconds)
{
	unsigned long end = current->restart ? (unsigned long)current->restart
					     : clock + nanoseconds;

	current->restart = end;
	while (clock < end && !signal_pending(current)) {
		current->wake_time = end;
		current->__state = TASK_INTERRUPTIBLE;
		schedule();
	}
	current->restart = 0;
	current->wake_time = 0;
	return clock < end ? end - clock : 0;
}

/* ---- the clock ---- */

#define TICK_NSEC	4000000UL	/* HZ is 250 */

static void wake_up_sleepers(void)
{
	struct task_struct *p;

	while ((p = first_sleeper()) && next_event(p) <= clock)
		expire(p);
}

/* Called by the machine when a process has run for long without asking for anything. */
void sysvec_apic_timer_interrupt(void)
{
	clock += TICK_NSEC;
	wake_up_sleepers();
	if (!list_empty(&runqueue))
		schedule();
	arch_do_signal_or_restart(0);
}

long sys_alarm(unsigned int seconds)
{
	unsigned long left = current->alarm_time ? current->alarm_time - clock : 0;

	current->alarm_time = seconds ? clock + seconds * NSEC_PER_SEC : 0;
	return (left + NSEC_PER_SEC / 2) / NSEC_PER_SEC;
}

long sys_sched_yield(void)
{
	schedule();
	return 0;
}
