// SPDX-License-Identifier: GPL-2.0-or-later
#include <linux/errno.h>
#include <linux/sched.h>
#include <linux/time.h>
#include <linux/uaccess.h>

long sys_nanosleep(const struct timespec __user *rqtp, struct timespec __user *rmtp)
{
	struct timespec t;
	unsigned long left;

	if (copy_from_user(&t, rqtp, sizeof(t)))
		return -EFAULT;
	if (t.tv_sec < 0 || t.tv_nsec < 0 || t.tv_nsec >= NSEC_PER_SEC)
		return -EINVAL;
	left = schedule_timeout(t.tv_sec * NSEC_PER_SEC + t.tv_nsec);
	if (!left)
		return 0;
	t.tv_sec = left / NSEC_PER_SEC;
	t.tv_nsec = left % NSEC_PER_SEC;
	if (rmtp && copy_to_user(rmtp, &t, sizeof(t)))
		return -EFAULT;
	return -EINTR;
}
