// SPDX-License-Identifier: GPL-2.0-or-later
/* The lists of page reclaim, and what becomes of a folio whose last reference is gone. */
#include <linux/huge_mm.h>
#include <linux/hugetlb.h>
#include <linux/memcontrol.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/swap.h>
#include "internal.h"

/* ---- generations ---- */

/* Which generation the folio is in; -1 if it is on no list. */
static int folio_lru_gen(const struct folio *folio)
{
	return (int)((folio->flags & LRU_GEN_MASK) >> LRU_GEN_PGOFF) - 1;
}

static bool folio_is_file_lru(const struct folio *folio)
{
	return !folio_test_swapbacked(folio);
}

static bool lru_gen_is_active(const struct lruvec *lruvec, int gen)
{
	unsigned long max_seq = lruvec->lrugen.max_seq;

	return gen == (int)(max_seq % MAX_NR_GENS) || gen == (int)((max_seq - 1) % MAX_NR_GENS);
}

/*
 * What is in use goes into the youngest generation, what cannot be dropped at once into the second
 * youngest, all else is older. On a list the generation stands for PG_active.
 */
static void lru_gen_add_folio(struct lruvec *lruvec, struct folio *folio)
{
	struct lru_gen_folio *lrugen = &lruvec->lrugen;
	bool file = folio_is_file_lru(folio);
	unsigned long seq, gen, mask = LRU_GEN_MASK;

	VM_BUG_ON_FOLIO(folio_lru_gen(folio) != -1, folio);
	if (folio_test_active(folio))
		seq = lrugen->max_seq;
	else if (!file)
		seq = lrugen->max_seq - 1;
	else
		seq = lrugen->min_seq[file] + 1;

	gen = seq % MAX_NR_GENS;
	if (folio_test_active(folio))
		mask |= LRU_REFS_MASK | BIT(PG_referenced) | BIT(PG_active);
	folio->flags = (folio->flags & ~mask) | ((gen + 1) << LRU_GEN_PGOFF);
	list_add(&folio->lru, &lrugen->folios[gen][file][folio_zonenum(folio)]);
}

static void lru_gen_del_folio(struct lruvec *lruvec, struct folio *folio)
{
	int gen = folio_lru_gen(folio);
	unsigned long active = lru_gen_is_active(lruvec, gen) ? BIT(PG_active) : 0;

	VM_BUG_ON_FOLIO(folio_test_active(folio), folio);
	folio->flags = (folio->flags & ~LRU_GEN_MASK) | active;
	list_del(&folio->lru);
}

void lruvec_add_folio(struct lruvec *lruvec, struct folio *folio)
{
	if (!folio_test_unevictable(folio))
		lru_gen_add_folio(lruvec, folio);
}

/* Nothing links unevictable folios: their words count how often they are locked. */
void lruvec_del_folio(struct lruvec *lruvec, struct folio *folio)
{
	if (!folio_test_unevictable(folio))
		lru_gen_del_folio(lruvec, folio);
}

/* ---- the CPU's batches ---- */

typedef void (*move_fn_t)(struct lruvec *lruvec, struct folio *folio);

static struct {
	struct folio_batch lru_add;
	struct folio_batch lru_deactivate;
	struct folio_batch lru_lazyfree;
} cpu_fbatches;

static void lru_add(struct lruvec *lruvec, struct folio *folio)
{
	folio_clear_unevictable(folio);
	VM_BUG_ON_FOLIO(folio_test_lru(folio), folio);
	if (!folio_evictable(folio)) {
		folio_clear_active(folio);
		folio_set_unevictable(folio);
		folio->mlock_count = 0;
	}
	lruvec_add_folio(lruvec, folio);
}

/* Into an older generation, as if nobody had used it for a while. */
static void lru_deactivate(struct lruvec *lruvec, struct folio *folio)
{
	if (folio_test_unevictable(folio))
		return;
	lruvec_del_folio(lruvec, folio);
	folio_clear_active(folio);
	folio_clear_referenced(folio);
	lruvec_add_folio(lruvec, folio);
}

/* Clean anonymous folios without PG_swapbacked: reclaim drops them, as it does with files. */
static void lru_lazyfree(struct lruvec *lruvec, struct folio *folio)
{
	if (!folio_test_anon(folio) || !folio_test_swapbacked(folio) ||
	    folio_test_unevictable(folio))
		return;
	lruvec_del_folio(lruvec, folio);
	folio_clear_active(folio);
	folio_clear_referenced(folio);
	folio_clear_swapbacked(folio);
	lruvec_add_folio(lruvec, folio);
}

/* Moves the folios to their lists, then drops the batch's references. */
static void folio_batch_move_lru(struct folio_batch *fbatch, move_fn_t move_fn)
{
	unsigned int i;

	for (i = 0; i < fbatch->nr; i++) {
		struct folio *folio = fbatch->folios[i];

		if (move_fn != lru_add && !folio_test_clear_lru(folio))
			continue;
		move_fn(folio_lruvec(folio), folio);
		folio_set_lru(folio);
	}
	folios_put(fbatch);
}

/* Large folios are moved at once, and all others before them. */
static void folio_batch_add_and_move(struct folio_batch *fbatch, struct folio *folio,
				     move_fn_t move_fn)
{
	folio_get(folio);
	fbatch->folios[fbatch->nr++] = folio;
	if (fbatch->nr == FOLIO_BATCH_SIZE || folio_test_large(folio))
		folio_batch_move_lru(fbatch, move_fn);
}

void lru_add_drain(void)
{
	if (cpu_fbatches.lru_add.nr)
		folio_batch_move_lru(&cpu_fbatches.lru_add, lru_add);
	if (cpu_fbatches.lru_deactivate.nr)
		folio_batch_move_lru(&cpu_fbatches.lru_deactivate, lru_deactivate);
	if (cpu_fbatches.lru_lazyfree.nr)
		folio_batch_move_lru(&cpu_fbatches.lru_lazyfree, lru_lazyfree);
	mlock_drain_local();
}

void folio_deactivate(struct folio *folio)
{
	if (folio_test_unevictable(folio) || !folio_test_lru(folio))
		return;
	folio_batch_add_and_move(&cpu_fbatches.lru_deactivate, folio, lru_deactivate);
}

void folio_mark_lazyfree(struct folio *folio)
{
	if (!folio_test_anon(folio) || !folio_test_swapbacked(folio) || !folio_test_lru(folio) ||
	    folio_test_unevictable(folio))
		return;
	folio_batch_add_and_move(&cpu_fbatches.lru_lazyfree, folio, lru_lazyfree);
}

void folio_add_lru(struct folio *folio)
{
	VM_BUG_ON_FOLIO(folio_test_active(folio) && folio_test_unevictable(folio), folio);
	VM_BUG_ON_FOLIO(folio_test_lru(folio), folio);

	/* Faulted in, so in use: see lru_gen_add_folio(). */
	if (!folio_test_unevictable(folio) && current->in_lru_fault)
		folio_set_active(folio);

	folio_batch_add_and_move(&cpu_fbatches.lru_add, folio, lru_add);
}

void folio_add_lru_vma(struct folio *folio, struct vm_area_struct *vma)
{
	if ((vma->vm_flags & (VM_LOCKED | VM_SPECIAL)) == VM_LOCKED)
		mlock_new_folio(folio);
	else
		folio_add_lru(folio);
}

/*
 * How often a folio was used through system calls: once PG_referenced, twice PG_workingset, then a
 * count beside the generation.
 */
void folio_mark_accessed(struct folio *folio)
{
	if (folio_test_unevictable(folio))
		return;
	if (!folio_test_referenced(folio))
		folio_set_referenced(folio);
	else if (!folio_test_workingset(folio))
		folio_set_workingset(folio);
	else if ((folio->flags & LRU_REFS_MASK) != LRU_REFS_MASK)
		folio->flags += BIT(LRU_REFS_PGOFF);
}

/* Takes a folio off its list, with a reference for the caller. False if it is on none. */
bool folio_isolate_lru(struct folio *folio)
{
	VM_BUG_ON_FOLIO(!folio_ref_count(folio), folio);
	if (!folio_test_clear_lru(folio))
		return false;
	folio_get(folio);
	lruvec_del_folio(folio_lruvec(folio), folio);
	return true;
}

void folio_putback_lru(struct folio *folio)
{
	folio_add_lru(folio);
	folio_put(folio);	/* the reference of the isolation */
}

/* ---- the last reference ---- */

static void __page_cache_release(struct folio *folio)
{
	if (folio_test_lru(folio)) {
		lruvec_del_folio(folio_lruvec(folio), folio);
		folio_clear_lru(folio);
		folio_clear_active(folio);
		folio_clear_unevictable(folio);
	}
}

/* Device memory goes back to its driver, a huge page to its pool; false if it is other RAM. */
static bool free_special_folio(struct folio *folio)
{
	if (folio_test_hugetlb(folio)) {
		free_huge_folio(folio);
		return true;
	}
#ifdef CONFIG_ZONE_DEVICE
	if (folio_is_zone_device(folio)) {
		free_zone_device_folio(folio);
		return true;
	}
#endif
	return false;
}

void __folio_put(struct folio *folio)
{
	if (free_special_folio(folio))
		return;
	__page_cache_release(folio);
	folio_unqueue_deferred_split(folio);
	mem_cgroup_uncharge(folio);
	free_unref_page(&folio->page, folio_order(folio));
}

void folios_put(struct folio_batch *fbatch)
{
	unsigned int i, nr = 0;

	for (i = 0; i < fbatch->nr; i++) {
		struct folio *folio = fbatch->folios[i];

		if (!folio_put_testzero(folio) || free_special_folio(folio))
			continue;
		folio_unqueue_deferred_split(folio);
		__page_cache_release(folio);
		fbatch->folios[nr++] = folio;
	}
	for (i = 0; i < nr; i++)
		mem_cgroup_uncharge(fbatch->folios[i]);
	for (i = 0; i < nr; i++) {
		fbatch->folios[i]->private = NULL;
		free_unref_page(&fbatch->folios[i]->page, folio_order(fbatch->folios[i]));
	}
	fbatch->nr = 0;
}

void folio_batch_release(struct folio_batch *fbatch)
{
	if (!fbatch->percpu_pvec_drained) {
		lru_add_drain();
		fbatch->percpu_pvec_drained = true;
	}
	folios_put(fbatch);
}
