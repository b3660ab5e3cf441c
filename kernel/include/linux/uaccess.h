/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Memory of the user program. Both return how many bytes could not be copied. */
#ifndef _LINUX_UACCESS_H
#define _LINUX_UACCESS_H

#include <linux/types.h>
#include <asm/machine.h>

#define __user
#define u64_to_user_ptr(x)	((void __user *)(unsigned long)(x))

static inline unsigned long copy_from_user(void *to, const void __user *from, unsigned long n)
{
	return __lab_copy_from_user(to, from, n);
}

static inline unsigned long copy_to_user(void __user *to, const void *from, unsigned long n)
{
	return __lab_copy_to_user(to, from, n);
}

#endif
