/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Telling devices that mirror an address space what changes in it. An interval notifier watches a
 * range; its sequence number says whether what was read of the range is still true.
 */
#ifndef _LINUX_MMU_NOTIFIER_H
#define _LINUX_MMU_NOTIFIER_H

#include <linux/mm.h>

enum mmu_notifier_event {
	MMU_NOTIFY_UNMAP = 0,
	MMU_NOTIFY_CLEAR,
	MMU_NOTIFY_PROTECTION_VMA,
	MMU_NOTIFY_PROTECTION_PAGE,
	MMU_NOTIFY_SOFT_DIRTY,
	MMU_NOTIFY_RELEASE,
	MMU_NOTIFY_MIGRATE,
	MMU_NOTIFY_EXCLUSIVE,
};

struct mmu_notifier_range {
	struct mm_struct *mm;
	unsigned long start;
	unsigned long end;
	unsigned int flags;
	enum mmu_notifier_event event;
	void *owner;	/* who causes the change: it need not be told */
};

struct mmu_interval_notifier;

struct mmu_interval_notifier_ops {
	bool (*invalidate)(struct mmu_interval_notifier *mni,
			   const struct mmu_notifier_range *range, unsigned long cur_seq);
};

struct interval_tree_node {
	struct mmu_interval_notifier *next;	/* the kernel's is a node of a tree */
	unsigned long __rb[2];
	unsigned long start;
	unsigned long last;
	unsigned long __subtree_last;
};

struct mmu_interval_notifier {
	struct interval_tree_node interval_tree;
	const struct mmu_interval_notifier_ops *ops;
	struct mm_struct *mm;
	struct hlist_node deferred_item;
	unsigned long invalidate_seq;
};

struct mmu_notifier;

/* For those who follow all of an address space. */
struct mmu_notifier_ops {
	/* The address space ends: its last user is gone, its pages are still there. */
	void (*release)(struct mmu_notifier *subscription, struct mm_struct *mm);
	int (*invalidate_range_start)(struct mmu_notifier *subscription,
				      const struct mmu_notifier_range *range);
	void (*invalidate_range_end)(struct mmu_notifier *subscription,
				     const struct mmu_notifier_range *range);
	/* After mmu_notifier_put(), when nobody is being notified any more. */
	void (*free_notifier)(struct mmu_notifier *subscription);
};

struct mmu_notifier {
	struct hlist_node hlist;
	const struct mmu_notifier_ops *ops;
	struct mm_struct *mm;
	struct rcu_head rcu;
	unsigned int users;
};

/* Odd while an invalidation is going on. */
struct mmu_notifier_subscriptions {
	struct hlist_head list;
	struct mmu_interval_notifier *itree;
	unsigned long invalidate_seq;
	unsigned long active_invalidate_ranges;
};

int mmu_interval_notifier_insert(struct mmu_interval_notifier *mni, struct mm_struct *mm,
				 unsigned long start, unsigned long length,
				 const struct mmu_interval_notifier_ops *ops);
void mmu_interval_notifier_remove(struct mmu_interval_notifier *mni);
/* With the mmap_lock held for writing. Given back with mmu_notifier_put(). */
int __mmu_notifier_register(struct mmu_notifier *subscription, struct mm_struct *mm);
void mmu_notifier_put(struct mmu_notifier *subscription);
void mmu_notifier_subscriptions_destroy(struct mm_struct *mm);
/* Nobody uses the address space any more: mirrors of all of it must let go. */
void mmu_notifier_release(struct mm_struct *mm);
unsigned long mmu_interval_read_begin(struct mmu_interval_notifier *mni);

static inline bool mmu_interval_read_retry(struct mmu_interval_notifier *mni, unsigned long seq)
{
	return mni->invalidate_seq != seq;
}

static inline void mmu_interval_set_seq(struct mmu_interval_notifier *mni, unsigned long cur_seq)
{
	WRITE_ONCE(mni->invalidate_seq, cur_seq);
}

void mmu_notifier_range_init_owner(struct mmu_notifier_range *range,
				   enum mmu_notifier_event event, unsigned int flags,
				   struct mm_struct *mm, unsigned long start, unsigned long end,
				   void *owner);

static inline void mmu_notifier_range_init(struct mmu_notifier_range *range,
					   enum mmu_notifier_event event, unsigned int flags,
					   struct mm_struct *mm, unsigned long start,
					   unsigned long end)
{
	mmu_notifier_range_init_owner(range, event, flags, mm, start, end, NULL);
}

void mmu_notifier_invalidate_range_start(struct mmu_notifier_range *range);
void mmu_notifier_invalidate_range_end(struct mmu_notifier_range *range);

#endif
