/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Memory control groups: whom a page is charged to. There is one group, the root, and nobody is
 * ever refused. Its lruvec holds the lists of page reclaim.
 */
#ifndef _LINUX_MEMCONTROL_H
#define _LINUX_MEMCONTROL_H

#include <linux/mm_types.h>
#include <linux/mmzone.h>

/* Generations of pages by the time of their last use; two at least are always there. */
#define MIN_NR_GENS	2U
#define MAX_NR_GENS	4U
#define ANON_AND_FILE	2

struct lru_gen_folio {
	unsigned long max_seq;			/* the youngest generation */
	unsigned long min_seq[ANON_AND_FILE];	/* the oldest, for each type */
	struct list_head folios[MAX_NR_GENS][ANON_AND_FILE][MAX_NR_ZONES];
	bool enabled;
};

struct lruvec {
	struct list_head unevictable;
	spinlock_t lru_lock;
	struct lru_gen_folio lrugen;
};

/* Large folios that can be split when memory gets short. */
struct deferred_split {
	spinlock_t split_queue_lock;
	struct list_head split_queue;
	unsigned long split_queue_len;
};

struct mem_cgroup {
	unsigned long nr_charged;
	struct lruvec lruvec;
	struct deferred_split deferred_split_queue;
};

extern struct mem_cgroup *root_mem_cgroup;

void mem_cgroup_init(void);
struct lruvec *folio_lruvec(struct folio *folio);

#ifdef CONFIG_MEMCG
int mem_cgroup_charge(struct folio *folio, struct mm_struct *mm, gfp_t gfp);
void mem_cgroup_migrate(struct folio *old, struct folio *new);
#else
static inline int mem_cgroup_charge(struct folio *folio, struct mm_struct *mm, gfp_t gfp)
{
	return 0;
}

static inline void mem_cgroup_migrate(struct folio *old, struct folio *new)
{
}
#endif

static inline void mem_cgroup_uncharge(struct folio *folio)
{
#ifdef CONFIG_MEMCG
	if (folio->memcg_data)
		folio->memcg_data = 0;
#endif
}

#endif
