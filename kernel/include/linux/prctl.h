/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef _LINUX_PRCTL_H
#define _LINUX_PRCTL_H

#define PR_GET_DUMPABLE		3
#define PR_MCE_KILL		33
#define PR_MCE_KILL_GET		34
#define PR_SET_THP_DISABLE	41
#define PR_GET_THP_DISABLE	42

#define PR_MCE_KILL_CLEAR	0
#define PR_MCE_KILL_SET		1

#define PR_MCE_KILL_LATE	0
#define PR_MCE_KILL_EARLY	1
#define PR_MCE_KILL_DEFAULT	2

long sys_prctl(int option, unsigned long arg2, unsigned long arg3, unsigned long arg4,
	       unsigned long arg5);

#endif
