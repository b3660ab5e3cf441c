/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef _LINUX_SCHED_H
#define _LINUX_SCHED_H

#include <linux/mm_types.h>

#define SIGBUS	7
#define SIGSEGV	11

struct files_struct;

struct task_struct {
	int pid;
	struct mm_struct *mm;
	struct files_struct *files;
	bool in_lru_fault;	/* pages that come in now are in use: see folio_add_lru() */
};

extern struct task_struct *current;

struct mm_struct *mm_alloc(void);
void mmput(struct mm_struct *mm);

/* Fails once the last user is gone and only references to the structure are left. */
static inline bool mmget_not_zero(struct mm_struct *mm)
{
	if (!mm->mm_users.counter)
		return false;
	mm->mm_users.counter++;
	return true;
}

#endif
