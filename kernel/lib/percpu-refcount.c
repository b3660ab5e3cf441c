// SPDX-License-Identifier: GPL-2.0-or-later
#include <linux/bug.h>
#include <linux/errno.h>
#include <linux/percpu-refcount.h>

/*
 * While gets and puts go to the per-CPU counter, which may well be negative, this stays in
 * data->count to keep it away from zero.
 */
#define PERCPU_COUNT_BIAS	(1L << 63)

/* The creator holds the first reference; percpu_ref_kill() drops it. */
int percpu_ref_init(struct percpu_ref *ref, percpu_ref_func_t *release, unsigned int flags,
		    gfp_t gfp)
{
	void *count = __alloc_percpu(sizeof(unsigned long));
	struct percpu_ref_data *data = kzalloc(sizeof(*data), gfp);

	if (!count || !data) {
		free_percpu(count);
		kfree(data);
		return -ENOMEM;
	}
	if (WARN_ON(flags))	/* the model starts every counter live and per CPU */
		return -EINVAL;

	ref->percpu_count_ptr = (unsigned long)count;
	ref->data = data;
	atomic_long_set(&data->count, PERCPU_COUNT_BIAS + 1);
	data->release = release;
	data->ref = ref;
	return 0;
}

void percpu_ref_exit(struct percpu_ref *ref)
{
	free_percpu(percpu_count(ref));
	kfree(ref->data);
	ref->percpu_count_ptr = __PERCPU_REF_ATOMIC_DEAD;
	ref->data = NULL;
}

/* On the kernel's machines a grace period lies between the two: every CPU has to notice. */
static void percpu_ref_switch_to_atomic(struct percpu_ref *ref)
{
	unsigned long *count = percpu_count(ref);

	ref->percpu_count_ptr |= __PERCPU_REF_ATOMIC;
	atomic_long_add((long)*count - PERCPU_COUNT_BIAS, &ref->data->count);
}

void percpu_ref_kill(struct percpu_ref *ref)
{
	if (WARN_ONCE(ref->percpu_count_ptr & __PERCPU_REF_DEAD, "percpu_ref killed twice\n"))
		return;

	ref->percpu_count_ptr |= __PERCPU_REF_DEAD;
	percpu_ref_switch_to_atomic(ref);
	percpu_ref_put(ref);
}
