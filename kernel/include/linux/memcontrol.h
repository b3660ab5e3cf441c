/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Memory control groups, as far as a page shows them: the word that says whom it is charged to. */
#ifndef _LINUX_MEMCONTROL_H
#define _LINUX_MEMCONTROL_H

#include <linux/mm_types.h>

static inline void mem_cgroup_uncharge(struct folio *folio)
{
#ifdef CONFIG_MEMCG
	if (folio->memcg_data)
		folio->memcg_data = 0;
#endif
}

#endif
