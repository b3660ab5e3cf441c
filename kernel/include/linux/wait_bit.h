/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Waiting for a variable to change. With one thread nobody ever does. */
#ifndef _LINUX_WAIT_BIT_H
#define _LINUX_WAIT_BIT_H

static inline void wake_up_var(void *var)
{
}

#endif
