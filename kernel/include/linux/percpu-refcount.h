/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A reference counter that is cheap while its object is alive: gets and puts only touch the CPU's
 * own counter. percpu_ref_kill() collects those counters into one, and from then on reaching zero
 * is noticed.
 */
#ifndef _LINUX_PERCPU_REFCOUNT_H
#define _LINUX_PERCPU_REFCOUNT_H

#include <linux/atomic.h>
#include <linux/percpu.h>

struct percpu_ref;
typedef void (percpu_ref_func_t)(struct percpu_ref *);

/* Kept in the low bits of percpu_count_ptr. */
enum {
	__PERCPU_REF_ATOMIC = 1,	/* counts in data->count */
	__PERCPU_REF_DEAD = 2,		/* killed: no new live references */
	__PERCPU_REF_ATOMIC_DEAD = __PERCPU_REF_ATOMIC | __PERCPU_REF_DEAD,
};

struct percpu_ref_data {
	atomic_long_t count;
	percpu_ref_func_t *release;
	percpu_ref_func_t *confirm_switch;
	bool force_atomic:1;
	bool allow_reinit:1;
	struct rcu_head rcu;
	struct percpu_ref *ref;
};

struct percpu_ref {
	unsigned long percpu_count_ptr;
	struct percpu_ref_data *data;
};

int percpu_ref_init(struct percpu_ref *ref, percpu_ref_func_t *release, unsigned int flags,
		    gfp_t gfp);
void percpu_ref_exit(struct percpu_ref *ref);
void percpu_ref_kill(struct percpu_ref *ref);

static inline unsigned long *percpu_count(const struct percpu_ref *ref)
{
	return (unsigned long *)(ref->percpu_count_ptr & ~(unsigned long)__PERCPU_REF_ATOMIC_DEAD);
}

static inline bool __ref_is_percpu(const struct percpu_ref *ref)
{
	return !(ref->percpu_count_ptr & __PERCPU_REF_ATOMIC_DEAD);
}

static inline void percpu_ref_get_many(struct percpu_ref *ref, unsigned long nr)
{
	if (__ref_is_percpu(ref))
		*this_cpu_ptr(percpu_count(ref)) += nr;
	else
		atomic_long_add(nr, &ref->data->count);
}

static inline void percpu_ref_put_many(struct percpu_ref *ref, unsigned long nr)
{
	if (__ref_is_percpu(ref))
		*this_cpu_ptr(percpu_count(ref)) -= nr;
	else if (atomic_long_sub_and_test(nr, &ref->data->count))
		ref->data->release(ref);
}

static inline void percpu_ref_get(struct percpu_ref *ref)
{
	percpu_ref_get_many(ref, 1);
}

static inline void percpu_ref_put(struct percpu_ref *ref)
{
	percpu_ref_put_many(ref, 1);
}

/* Takes a reference unless the counter was killed; says whether it did. */
static inline bool percpu_ref_tryget_live(struct percpu_ref *ref)
{
	if (ref->percpu_count_ptr & __PERCPU_REF_DEAD)
		return false;
	percpu_ref_get(ref);
	return true;
}

/* The same for those who have called rcu_read_lock() already. */
#define percpu_ref_tryget_live_rcu	percpu_ref_tryget_live

#endif
