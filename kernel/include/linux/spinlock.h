/* SPDX-License-Identifier: GPL-2.0-or-later */
/* With one CPU, whoever finds a lock taken has taken it himself: that is a bug, and is reported. */
#ifndef _LINUX_SPINLOCK_H
#define _LINUX_SPINLOCK_H

#include <linux/bug.h>
#include <linux/spinlock_types.h>

typedef struct spinlock {
	struct raw_spinlock rlock;
} spinlock_t;

static inline void spin_lock_init(spinlock_t *lock)
{
	lock->rlock.raw_lock.val.counter = 0;
}

static inline void spin_lock(spinlock_t *lock)
{
	BUG_ON(lock->rlock.raw_lock.val.counter);
	lock->rlock.raw_lock.val.counter = 1;
}

static inline void spin_unlock(spinlock_t *lock)
{
	BUG_ON(!lock->rlock.raw_lock.val.counter);
	lock->rlock.raw_lock.val.counter = 0;
}

struct mutex {
	unsigned long owner;
	unsigned long wait[3];
};

static inline void mutex_init(struct mutex *lock)
{
	lock->owner = 0;
}

static inline void mutex_lock(struct mutex *lock)
{
	BUG_ON(lock->owner);
	lock->owner = 1;
}

static inline void mutex_unlock(struct mutex *lock)
{
	BUG_ON(!lock->owner);
	lock->owner = 0;
}

/* Readers are counted; a writer is -1. */
struct rw_semaphore {
	long count;
	unsigned long wait[4];
};

static inline void init_rwsem(struct rw_semaphore *sem)
{
	sem->count = 0;
}

static inline void down_read(struct rw_semaphore *sem)
{
	BUG_ON(sem->count < 0);
	sem->count++;
}

static inline void up_read(struct rw_semaphore *sem)
{
	BUG_ON(sem->count <= 0);
	sem->count--;
}

static inline void down_write(struct rw_semaphore *sem)
{
	BUG_ON(sem->count);
	sem->count = -1;
}

static inline void up_write(struct rw_semaphore *sem)
{
	BUG_ON(sem->count != -1);
	sem->count = 0;
}

#endif
