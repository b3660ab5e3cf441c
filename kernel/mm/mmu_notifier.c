// SPDX-License-Identifier: GPL-2.0-or-later
#include <linux/mmu_notifier.h>
#include <linux/sched.h>
#include <linux/slab.h>

/* Odd from the start, and by two on with each end of an invalidation: see read_begin. */
#define FIRST_SEQ	2UL

static struct mmu_notifier_subscriptions *subscriptions_of(struct mm_struct *mm)
{
	if (!mm->notifier_subscriptions) {
		mm->notifier_subscriptions = kzalloc(sizeof(*mm->notifier_subscriptions),
						     GFP_KERNEL);
		if (mm->notifier_subscriptions)
			mm->notifier_subscriptions->invalidate_seq = FIRST_SEQ;
	}
	return mm->notifier_subscriptions;
}

int mmu_interval_notifier_insert(struct mmu_interval_notifier *mni, struct mm_struct *mm,
				 unsigned long start, unsigned long length,
				 const struct mmu_interval_notifier_ops *ops)
{
	struct mmu_notifier_subscriptions *subscriptions = subscriptions_of(mm);

	if (!subscriptions)
		return -ENOMEM;
	if (!length)
		return -EINVAL;
	mmgrab(mm);
	mni->mm = mm;
	mni->ops = ops;
	mni->interval_tree.start = start;
	mni->interval_tree.last = start + length - 1;
	/* Older than any sequence that is going on. */
	mni->invalidate_seq = subscriptions->invalidate_seq - 1;
	mni->interval_tree.next = subscriptions->itree;
	subscriptions->itree = mni;
	return 0;
}

void mmu_interval_notifier_remove(struct mmu_interval_notifier *mni)
{
	struct mmu_interval_notifier **link = &mni->mm->notifier_subscriptions->itree;

	while (*link != mni)
		link = &(*link)->interval_tree.next;
	*link = mni->interval_tree.next;
	mmdrop(mni->mm);
}

int __mmu_notifier_register(struct mmu_notifier *subscription, struct mm_struct *mm)
{
	struct mmu_notifier_subscriptions *subscriptions = subscriptions_of(mm);

	if (!subscriptions)
		return -ENOMEM;
	mmgrab(mm);
	subscription->mm = mm;
	subscription->users = 1;
	hlist_add_head(&subscription->hlist, &subscriptions->list);
	return 0;
}

/* With one thread nobody is being notified, so nothing has to be waited for. */
void mmu_notifier_put(struct mmu_notifier *subscription)
{
	struct mm_struct *mm = subscription->mm;

	if (WARN_ON(!subscription->users) || --subscription->users)
		return;
	hlist_del_init(&subscription->hlist);
	subscription->ops->free_notifier(subscription);
	mmdrop(mm);
}

void mmu_notifier_subscriptions_destroy(struct mm_struct *mm)
{
	kfree(mm->notifier_subscriptions);
	mm->notifier_subscriptions = NULL;
}

/* With one CPU no invalidation can be under way here. */
unsigned long mmu_interval_read_begin(struct mmu_interval_notifier *mni)
{
	BUG_ON(mni->mm->notifier_subscriptions->active_invalidate_ranges);
	return mni->invalidate_seq;
}

void mmu_notifier_range_init_owner(struct mmu_notifier_range *range,
				   enum mmu_notifier_event event, unsigned int flags,
				   struct mm_struct *mm, unsigned long start, unsigned long end,
				   void *owner)
{
	range->event = event;
	range->mm = mm;
	range->start = start;
	range->end = end;
	range->flags = flags;
	range->owner = owner;
}

/* Those who watch a part of the address space come first. */
static void mn_itree_invalidate(struct mmu_notifier_subscriptions *subscriptions,
				const struct mmu_notifier_range *range)
{
	struct mmu_interval_notifier *mni;

	subscriptions->active_invalidate_ranges++;
	subscriptions->invalidate_seq |= 1;
	for (mni = subscriptions->itree; mni; mni = mni->interval_tree.next) {
		if (mni->interval_tree.last < range->start || mni->interval_tree.start >= range->end)
			continue;
		mni->ops->invalidate(mni, range, subscriptions->invalidate_seq);
	}
}

static void mn_itree_inv_end(struct mmu_notifier_subscriptions *subscriptions)
{
	subscriptions->active_invalidate_ranges--;
	if (!subscriptions->active_invalidate_ranges)
		subscriptions->invalidate_seq++;
}

static struct mmu_notifier *to_notifier(struct hlist_node *node)
{
	return container_of(node, struct mmu_notifier, hlist);
}

void mmu_notifier_invalidate_range_start(struct mmu_notifier_range *range)
{
	struct mmu_notifier_subscriptions *subscriptions = range->mm->notifier_subscriptions;
	struct hlist_node *node;

	if (!subscriptions)
		return;
	mn_itree_invalidate(subscriptions, range);
	for (node = subscriptions->list.first; node; node = node->next)
		if (to_notifier(node)->ops->invalidate_range_start)
			WARN_ON(to_notifier(node)->ops->invalidate_range_start(to_notifier(node),
									       range));
}

void mmu_notifier_invalidate_range_end(struct mmu_notifier_range *range)
{
	struct mmu_notifier_subscriptions *subscriptions = range->mm->notifier_subscriptions;
	struct hlist_node *node;

	if (!subscriptions)
		return;
	mn_itree_inv_end(subscriptions);
	for (node = subscriptions->list.first; node; node = node->next)
		if (to_notifier(node)->ops->invalidate_range_end)
			to_notifier(node)->ops->invalidate_range_end(to_notifier(node), range);
}

void mmu_notifier_release(struct mm_struct *mm)
{
	struct mmu_notifier_subscriptions *subscriptions = mm->notifier_subscriptions;
	struct mmu_notifier_range range;
	struct hlist_node *node;

	if (!subscriptions)
		return;
	mmu_notifier_range_init(&range, MMU_NOTIFY_RELEASE, 0, mm, 0, ~0UL);
	mn_itree_invalidate(subscriptions, &range);
	mn_itree_inv_end(subscriptions);

	for (node = subscriptions->list.first; node; node = node->next)
		if (to_notifier(node)->ops->release)
			to_notifier(node)->ops->release(to_notifier(node), mm);
	while (!hlist_empty(&subscriptions->list))
		hlist_del_init(subscriptions->list.first);
}
