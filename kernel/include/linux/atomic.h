/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One CPU that nothing interrupts: plain arithmetic is atomic here. */
#ifndef _LINUX_ATOMIC_H
#define _LINUX_ATOMIC_H

#include <linux/types.h>

static inline int atomic_read(const atomic_t *v)
{
	return v->counter;
}

static inline void atomic_set(atomic_t *v, int value)
{
	v->counter = value;
}

static inline void atomic_add(int i, atomic_t *v)
{
	v->counter += i;
}

static inline void atomic_inc(atomic_t *v)
{
	v->counter++;
}

static inline void atomic_dec(atomic_t *v)
{
	v->counter--;
}

static inline void atomic_sub(int i, atomic_t *v)
{
	v->counter -= i;
}

static inline int atomic_add_return(int i, atomic_t *v)
{
	v->counter += i;
	return v->counter;
}

static inline bool atomic_inc_and_test(atomic_t *v)
{
	v->counter++;
	return v->counter == 0;
}

static inline bool atomic_add_negative(int i, atomic_t *v)
{
	v->counter += i;
	return v->counter < 0;
}

static inline bool atomic_sub_and_test(int i, atomic_t *v)
{
	v->counter -= i;
	return v->counter == 0;
}

static inline bool atomic_dec_and_test(atomic_t *v)
{
	return atomic_sub_and_test(1, v);
}

/* Adds unless the counter is @unless; true if it added. */
static inline bool atomic_add_unless(atomic_t *v, int i, int unless)
{
	if (v->counter == unless)
		return false;
	v->counter += i;
	return true;
}

static inline long atomic_long_read(const atomic_long_t *v)
{
	return v->counter;
}

static inline void atomic_long_set(atomic_long_t *v, long value)
{
	v->counter = value;
}

static inline void atomic_long_add(long i, atomic_long_t *v)
{
	v->counter += i;
}

static inline bool atomic_long_sub_and_test(long i, atomic_long_t *v)
{
	v->counter -= i;
	return v->counter == 0;
}

#endif
