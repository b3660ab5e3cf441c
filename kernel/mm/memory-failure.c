// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A page of RAM has gone bad. Whoever has mapped it gets an entry that says so in its place, and a
 * signal; the page is never handed out again, for it keeps a reference that nobody drops.
 */
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/huge_mm.h>
#include <linux/hugetlb.h>
#include <linux/memcontrol.h>
#include <linux/pagemap.h>
#include <linux/prctl.h>
#include <linux/rmap.h>
#include <linux/sched.h>
#include <linux/shmem_fs.h>
#include <linux/slab.h>
#include <linux/swap.h>
#include "internal.h"

enum mf_result {
	MF_IGNORED,
	MF_FAILED,
	MF_DELAYED,
	MF_RECOVERED,
};

static const char *const action_name[] = {
	[MF_IGNORED] = "Ignored",
	[MF_FAILED] = "Failed",
	[MF_DELAYED] = "Delayed",
	[MF_RECOVERED] = "Recovered",
};

/* What kind of page it is: the message that tells what became of it. */
static int action_result(unsigned long pfn, const char *type, enum mf_result result)
{
	pr_err("Memory failure: %#lx: recovery action for %s: %s\n", pfn, type,
	       action_name[result]);
	return result == MF_RECOVERED || result == MF_DELAYED ? 0 : -EBUSY;
}

/* ---- who has to know ---- */

/* A process that has mapped the page, and where. */
struct to_kill {
	struct list_head nd;
	struct task_struct *tsk;
	unsigned long addr;
};

static void add_to_kill(struct task_struct *tsk, unsigned long addr, struct list_head *to_kill)
{
	struct to_kill *tk = kmalloc(sizeof(*tk), GFP_KERNEL);

	if (!tk) {
		pr_err("Memory failure: Out of memory while machine check handling\n");
		return;
	}
	tk->tsk = tsk;
	tk->addr = addr;
	list_add_tail(&tk->nd, to_kill);
}

/* Who caused it must know; others only if they asked to be told before they touch the page. */
static bool task_early_kill(const struct task_struct *tsk, bool force_early)
{
	if (!tsk->mm)
		return false;
	if (force_early && tsk->mm == current->mm)
		return true;
	return tsk->mce_kill == PR_MCE_KILL_EARLY;
}

struct collect_args {
	struct task_struct *tsk;
	struct list_head *to_kill;
};

static bool collect_one(struct folio *folio, struct vm_area_struct *vma, unsigned long addr,
			void *arg)
{
	struct collect_args *args = arg;
	DEFINE_FOLIO_VMA_WALK(pvmw, folio, vma, addr, 0);

	if (vma->vm_mm != args->tsk->mm)
		return true;
	/* Of anonymous pages a mapping may have its own copy; of a file everybody is told. */
	if (folio_test_anon(folio)) {
		if (!page_vma_mapped_walk(&pvmw))
			return true;
		page_vma_mapped_walk_done(&pvmw);
	}
	add_to_kill(args->tsk, addr, args->to_kill);
	return true;
}

static void collect_procs_of(struct task_struct *tsk, struct folio *folio,
			     struct list_head *to_kill, bool force_early)
{
	struct collect_args args = { .tsk = tsk, .to_kill = to_kill };
	struct rmap_walk_control rwc = { .rmap_one = collect_one, .arg = &args };

	if (task_early_kill(tsk, force_early))
		rmap_walk(folio, &rwc);
}

static void collect_procs(struct folio *folio, struct list_head *to_kill, bool force_early)
{
	struct list_head *pos;

	collect_procs_of(&init_task, folio, to_kill, force_early);
	list_for_each(pos, &init_task.tasks)
		collect_procs_of(list_entry(pos, struct task_struct, tasks), folio, to_kill,
				 force_early);
}

static void kill_proc(const struct to_kill *tk, unsigned long pfn, int flags)
{
	struct kernel_siginfo info = {
		.si_signo = SIGBUS,
		.si_code = BUS_MCEERR_AO,
		.si_addr = tk->addr,
		.si_addr_lsb = PAGE_SHIFT,
	};

	pr_err("Memory failure: %#lx: Sending SIGBUS to program:%d due to hardware memory corruption\n",
	       pfn, tk->tsk->pid);
	if ((flags & MF_ACTION_REQUIRED) && tk->tsk == current) {
		info.si_code = BUS_MCEERR_AR;
		force_sig_pending(&info);
	} else {
		send_signal_info(&info, tk->tsk);
	}
}

/* Without @forcekill nothing is lost, and nobody has to know. */
static void kill_procs(struct list_head *to_kill, bool forcekill, unsigned long pfn, int flags)
{
	while (!list_empty(to_kill)) {
		struct to_kill *tk = list_entry(to_kill->next, struct to_kill, nd);

		if (forcekill)
			kill_proc(tk, pfn, flags);
		list_del(&tk->nd);
		kfree(tk);
	}
}

/* ---- taking the page away ---- */

static bool hwpoison_user_mappings(struct folio *folio, unsigned long pfn, int flags)
{
	LIST_HEAD(tokill);
	bool mlocked = folio_test_mlocked(folio);

	if (!folio_test_lru(folio) || !folio_mapped(folio))
		return true;
	collect_procs(folio, &tokill, flags & MF_ACTION_REQUIRED);
	try_to_unmap(folio, TTU_IGNORE_MLOCK | TTU_SYNC | TTU_HWPOISON);
	if (folio_mapped(folio))
		pr_err("Memory failure: %#lx: failed to unmap page (folio mapcount=%d)\n", pfn,
		       folio_mapcount(folio));
	if (mlocked)
		lru_add_drain_all();

	/* The dirty bits of the entries are the folio's by now. */
	kill_procs(&tokill, folio_test_dirty(folio) || folio_mapped(folio), pfn, flags);
	return !folio_mapped(folio);
}

/* Off its list for good. */
static bool delete_from_lru_cache(struct folio *folio)
{
	if (!folio_isolate_lru(folio))
		return false;
	folio_clear_active(folio);
	folio_clear_unevictable(folio);
	mem_cgroup_uncharge(folio);
	folio_put(folio);
	return true;
}

/* Anonymous memory has nobody left; tmpfs keeps the page, so that reading the file fails, too. */
static enum mf_result me_pagecache(struct folio *folio, struct page *p, unsigned long pfn)
{
	int extra = 1;

	delete_from_lru_cache(folio);
	if (!folio_test_anon(folio) && folio_mapping(folio))
		extra += folio_nr_pages(folio);
	folio_unlock(folio);
	if (page_count(p) <= extra)
		return MF_RECOVERED;
	pr_err("Memory failure: %#lx: still referenced by %d users\n", pfn, page_count(p) - extra);
	return MF_FAILED;
}

static int identify_page_state(unsigned long pfn, struct page *p, unsigned long page_flags)
{
	bool dirty = (page_flags | p->flags) & BIT(PG_dirty);
	struct folio *folio = page_folio(p);
	const char *type;

	page_flags |= p->flags;
	if (page_flags & BIT(PG_reserved)) {
		folio_unlock(folio);
		return action_result(pfn, "reserved kernel page", MF_IGNORED);
	}
	if (page_flags & BIT(PG_mlocked))
		type = dirty ? "dirty mlocked LRU page" : "clean mlocked LRU page";
	else if (page_flags & BIT(PG_unevictable))
		type = dirty ? "dirty unevictable LRU page" : "clean unevictable LRU page";
	else if (page_flags & BIT(PG_lru))
		type = dirty ? "dirty LRU page" : "clean LRU page";
	else {
		folio_unlock(folio);
		return action_result(pfn, "unknown page", MF_FAILED);
	}
	return action_result(pfn, type, me_pagecache(folio, p, pfn));
}

/* ---- the error itself ---- */

static int try_to_split_thp_page(struct page *page)
{
	int ret;

	lock_page(page);
	ret = split_huge_page_to_list_to_order(page, NULL, 0);
	unlock_page(page);
	return ret;
}

/* Nothing is known of a device's memory that its driver could save. */
static int memory_failure_dev_pagemap(unsigned long pfn, int flags)
{
	struct page *page = pfn_to_page(pfn);

	if (flags & MF_COUNT_INCREASED)
		put_page(page);
	if (!is_device_private_page(page) && !is_device_coherent_page(page))
		pr_warn("memory_failure: of device memory the model has only private and coherent pages (mm/memory-failure.c)\n");
	action_result(pfn, "dax page", MF_FAILED);
	return -ENXIO;
}

int memory_failure(unsigned long pfn, int flags)
{
	struct page *p = pfn_to_page(pfn);
	struct folio *folio = page_folio(p);
	unsigned long page_flags;

	if (is_zone_device_page(p))
		return memory_failure_dev_pagemap(pfn, flags);
	if (folio_test_hugetlb(folio)) {
		pr_warn("memory_failure: bad pages of hugetlbfs are not in the model (mm/memory-failure.c)\n");
		put_page(p);
		return action_result(pfn, "huge page", MF_IGNORED);
	}
	if (PageHWPoison(p)) {
		if (flags & MF_COUNT_INCREASED)
			put_page(p);
		action_result(pfn, "already hardware poisoned", MF_FAILED);
		return -EHWPOISON;
	}
	SetPageHWPoison(p);

	if (folio_test_large(folio)) {
		folio_set_has_hwpoisoned(folio);
		if (try_to_split_thp_page(p)) {
			put_page(p);
			action_result(pfn, "unsplit thp", MF_FAILED);
			return -EHWPOISON;
		}
		folio = page_folio(p);
	}
	lru_add_drain_all();

	folio_lock(folio);
	page_flags = folio->flags;
	if (folio_test_lru(folio)) {
		if (!hwpoison_user_mappings(folio, pfn, flags)) {
			folio_unlock(folio);
			return action_result(pfn, "failed to unmap page", MF_FAILED);
		}
		if (folio_test_lru(folio) && !folio->mapping) {
			folio_unlock(folio);
			return action_result(pfn, "already truncated LRU page", MF_IGNORED);
		}
	}
	return identify_page_state(pfn, p, page_flags);
}
