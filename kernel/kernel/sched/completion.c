// SPDX-License-Identifier: GPL-2.0-or-later
#include <linux/bug.h>
#include <linux/completion.h>

void init_completion(struct completion *x)
{
	x->done = 0;
	x->wait.lock.raw_lock.val.counter = 0;
	INIT_LIST_HEAD(&x->wait.task_list);
}

void complete(struct completion *x)
{
	x->done++;
}

/* With one thread, what has not happened before the wait never will: that would hang for ever. */
void wait_for_completion(struct completion *x)
{
	BUG_ON(!x->done);
	x->done--;
}
