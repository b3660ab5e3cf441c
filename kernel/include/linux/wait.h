/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where processes wait for something to happen. */
#ifndef _LINUX_WAIT_H
#define _LINUX_WAIT_H

#include <linux/list.h>

/* The processes that wait, by their wait_entry: the first one to come is the first one woken. */
typedef struct wait_queue_head {
	struct list_head head;
} wait_queue_head_t;

static inline void init_waitqueue_head(wait_queue_head_t *wq)
{
	INIT_LIST_HEAD(&wq->head);
}

/*
 * How to wait: prepare_to_wait(), look whether it has happened already, schedule(), and look again;
 * finish_wait() in the end. A process that was woken is off the queue.
 *
 * A system call that waits has had no effects yet, or remembers them in current->restart: the
 * machine may have to begin it anew instead of going on behind schedule().
 */
#define prepare_to_wait(wq, state)	__prepare_to_wait(wq, state, __func__)
void __prepare_to_wait(wait_queue_head_t *wq, unsigned int state, const char *wchan);
void finish_wait(wait_queue_head_t *wq);
void wake_up(wait_queue_head_t *wq);

#endif
