// SPDX-License-Identifier: GPL-2.0-or-later
/* What a process can set for itself. */
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/prctl.h>
#include <linux/sched.h>

static long set_thp_disable(bool disable)
{
	struct mm_struct *mm = current->mm;

	mmap_write_lock(mm);
	if (disable)
		set_bit(MMF_DISABLE_THP, &mm->flags);
	else
		clear_bit(MMF_DISABLE_THP, &mm->flags);
	mmap_write_unlock(mm);
	return 0;
}

/* When a process is told that memory of it is bad: at once, or not before it touches it. */
static long set_mce_kill(unsigned long what, unsigned long policy)
{
	switch (what) {
	case PR_MCE_KILL_CLEAR:
		if (policy)
			return -EINVAL;
		current->mce_kill = PR_MCE_KILL_DEFAULT;
		return 0;
	case PR_MCE_KILL_SET:
		if (policy > PR_MCE_KILL_DEFAULT)
			return -EINVAL;
		current->mce_kill = policy;
		return 0;
	default:
		return -EINVAL;
	}
}

long sys_prctl(int option, unsigned long arg2, unsigned long arg3, unsigned long arg4,
	       unsigned long arg5)
{
	switch (option) {
	case PR_GET_DUMPABLE:
		return 1;
	case PR_MCE_KILL:
		return arg4 || arg5 ? -EINVAL : set_mce_kill(arg2, arg3);
	case PR_MCE_KILL_GET:
		return arg2 || arg3 || arg4 || arg5 ? -EINVAL : current->mce_kill;
	case PR_SET_THP_DISABLE:
		return arg3 || arg4 || arg5 ? -EINVAL : set_thp_disable(arg2);
	case PR_GET_THP_DISABLE:
		if (arg2 || arg3 || arg4 || arg5)
			return -EINVAL;
		return test_bit(MMF_DISABLE_THP, &current->mm->flags);
	default:
		pr_warn("prctl(%d) is not in the model: PR_SET_THP_DISABLE, PR_MCE_KILL and their PR_GET_ are\n",
			option);
		return -EINVAL;
	}
}
