/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A pipe: pages of data between those who write and those who read. */
#ifndef _LINUX_PIPE_FS_I_H
#define _LINUX_PIPE_FS_I_H

#include <linux/types.h>
#include <linux/wait.h>

#define PIPE_DEF_BUFFERS	16

struct page;

struct pipe_buffer {
	struct page *page;
	unsigned int offset, len;
};

/*
 * @head and @tail count the buffers that were ever filled and emptied; the buffer of a number is
 * bufs[number % PIPE_DEF_BUFFERS].
 */
struct pipe_inode_info {
	wait_queue_head_t rd_wait, wr_wait;
	unsigned int head, tail;
	unsigned int readers, writers;
	struct page *tmp_page[2];	/* emptied ones, for the next to come */
	struct pipe_buffer bufs[PIPE_DEF_BUFFERS];
};

static inline bool pipe_empty(unsigned int head, unsigned int tail)
{
	return head == tail;
}

static inline bool pipe_full(unsigned int head, unsigned int tail)
{
	return head - tail >= PIPE_DEF_BUFFERS;
}

long sys_pipe2(int *fildes, int flags);

#endif
