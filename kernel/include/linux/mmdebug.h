/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Assertions of memory management: they exist only with CONFIG_DEBUG_VM. */
#ifndef _LINUX_MMDEBUG_H
#define _LINUX_MMDEBUG_H

#include <linux/bug.h>

struct page;

void dump_page(const struct page *page, const char *reason);

#ifdef CONFIG_DEBUG_VM

#define VM_BUG_ON(cond)		BUG_ON(cond)

#define VM_BUG_ON_PAGE(cond, page)					\
	do {								\
		if (unlikely(cond)) {					\
			dump_page(page, "VM_BUG_ON_PAGE(" #cond ")");	\
			BUG();						\
		}							\
	} while (0)

#define VM_BUG_ON_FOLIO(cond, folio)					\
	do {								\
		if (unlikely(cond)) {					\
			dump_page(&(folio)->page,			\
				  "VM_BUG_ON_FOLIO(" #cond ")");	\
			BUG();						\
		}							\
	} while (0)

#define VM_WARN_ON_ONCE_PAGE(cond, page) ({				\
	static bool __warned;						\
	bool __warn_cond = !!(cond);					\
									\
	if (unlikely(__warn_cond && !__warned)) {			\
		dump_page(page, "VM_WARN_ON_ONCE_PAGE(" #cond ")");	\
		__warned = true;					\
		__WARN("VM_WARN_ON_ONCE_PAGE(" #cond ")");		\
	}								\
	(void)__warn_cond;						\
})

#else

#define VM_BUG_ON(cond)				BUILD_BUG_ON_INVALID(cond)
#define VM_BUG_ON_PAGE(cond, page)		VM_BUG_ON(cond)
#define VM_BUG_ON_FOLIO(cond, folio)		VM_BUG_ON(cond)
#define VM_WARN_ON_ONCE_PAGE(cond, page)	BUILD_BUG_ON_INVALID(cond)

#endif

#endif
