/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Every WARN… is an expression: true if the condition held, so that code can act on it. */
#ifndef _LINUX_BUG_H
#define _LINUX_BUG_H

#include <linux/types.h>
#include <linux/printk.h>
#include <asm/machine.h>

#define BUG()	__lab_bug(__FILE__, __LINE__, __func__, "BUG")

#define BUG_ON(cond)						\
	do {							\
		if (unlikely(cond))				\
			__lab_bug(__FILE__, __LINE__, __func__,	\
				  "BUG_ON(" #cond ")");		\
	} while (0)

#define __WARN(text)	__lab_warn(__FILE__, __LINE__, __func__, text)

#define WARN_ON(cond) ({				\
	bool __warn_cond = !!(cond);			\
							\
	if (unlikely(__warn_cond))			\
		__WARN("WARN_ON(" #cond ")");		\
	__warn_cond;					\
})

/* The flag belongs to the place in the source, so each place warns at most once. */
#define WARN_ON_ONCE(cond) ({				\
	static bool __warned;				\
	bool __warn_cond = !!(cond);			\
							\
	if (unlikely(__warn_cond && !__warned)) {	\
		__warned = true;			\
		__WARN("WARN_ON_ONCE(" #cond ")");	\
	}						\
	__warn_cond;					\
})

#define WARN(cond, ...) ({				\
	bool __warn_cond = !!(cond);			\
							\
	if (unlikely(__warn_cond)) {			\
		pr_warn(__VA_ARGS__);			\
		__WARN("WARN(" #cond ")");		\
	}						\
	__warn_cond;					\
})

#define WARN_ONCE(cond, ...) ({				\
	static bool __warned;				\
	bool __warn_cond = !!(cond);			\
							\
	if (unlikely(__warn_cond && !__warned)) {	\
		__warned = true;			\
		pr_warn(__VA_ARGS__);			\
		__WARN("WARN_ONCE(" #cond ")");		\
	}						\
	__warn_cond;					\
})

#endif
