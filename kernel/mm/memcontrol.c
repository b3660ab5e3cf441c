// SPDX-License-Identifier: GPL-2.0-or-later
#include <linux/memcontrol.h>
#include <linux/gfp.h>
#include <linux/list.h>

struct mem_cgroup *root_mem_cgroup;

static void lru_gen_init_lruvec(struct lruvec *lruvec)
{
	struct lru_gen_folio *lrugen = &lruvec->lrugen;
	int gen, type, zone;

	lrugen->max_seq = MIN_NR_GENS + 1;
	lrugen->enabled = true;
	for (gen = 0; gen < (int)MAX_NR_GENS; gen++)
		for (type = 0; type < ANON_AND_FILE; type++)
			for (zone = 0; zone < MAX_NR_ZONES; zone++)
				INIT_LIST_HEAD(&lrugen->folios[gen][type][zone]);
}

void mem_cgroup_init(void)
{
	BUILD_BUG_ON(sizeof(struct mem_cgroup) > PAGE_SIZE);
	root_mem_cgroup = (struct mem_cgroup *)get_zeroed_page(GFP_KERNEL);
	INIT_LIST_HEAD(&root_mem_cgroup->lruvec.unevictable);
	lru_gen_init_lruvec(&root_mem_cgroup->lruvec);
	INIT_LIST_HEAD(&root_mem_cgroup->deferred_split_queue.split_queue);
}

struct lruvec *folio_lruvec(struct folio *folio)
{
	return &root_mem_cgroup->lruvec;
}

#ifdef CONFIG_MEMCG
int mem_cgroup_charge(struct folio *folio, struct mm_struct *mm, gfp_t gfp)
{
	VM_BUG_ON_FOLIO(folio->memcg_data, folio);
	folio->memcg_data = (unsigned long)root_mem_cgroup;
	return 0;
}

/* The charge moves with the contents. */
void mem_cgroup_migrate(struct folio *old, struct folio *new)
{
	VM_BUG_ON_FOLIO(!folio_test_locked(old), old);
	VM_BUG_ON_FOLIO(!folio_test_locked(new), new);
	if (!old->memcg_data)
		return;
	new->memcg_data = old->memcg_data;
	old->memcg_data = 0;
}
#endif
