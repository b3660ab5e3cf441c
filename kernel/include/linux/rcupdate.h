/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Readers that nobody waits for but the one who frees. With one thread no reader is ever in the
 * middle of anything when somebody frees: these words only say who would have to wait for whom.
 */
#ifndef _LINUX_RCUPDATE_H
#define _LINUX_RCUPDATE_H

#include <linux/compiler.h>

static inline void rcu_read_lock(void)
{
}

static inline void rcu_read_unlock(void)
{
}

static inline void synchronize_rcu(void)
{
}

#define rcu_dereference(p)			READ_ONCE(p)
#define rcu_dereference_protected(p, why)	(p)
#define rcu_assign_pointer(p, value)		WRITE_ONCE(p, value)

#endif
