// SPDX-License-Identifier: GPL-2.0-or-later
/* A child's device writes into memory that it shares with its parent: the parent keeps its own. */
#include <sys/wait.h>
#include "cases.h"
#include "hmm.h"

static void in_child(struct buffer *buffer)
{
	/* A device belongs to the address space that opened it. */
	int device = open_device(0);

	expect_count(buffer->memory, PAGES, 0);
	expect_count(buffer->copy, PAGES, 5000);
	expect_all(device, HMM_DMIRROR_WRITE, buffer);
	expect_count(buffer->memory, PAGES, 5000);
	close(device);
	exit(0);
}

void anon_write_child(void)
{
	int device = open_device(0);
	struct buffer buffer = new_private_buffer();
	int status;
	pid_t child;

	count_up(buffer.memory, PAGES, 0);
	count_up(buffer.copy, PAGES, 5000);
	child = fork();
	CHECK(child >= 0);
	if (child == 0)
		in_child(&buffer);
	CHECK_EQUAL(waitpid(child, &status, 0), child);
	CHECK(WIFEXITED(status));
	CHECK_EQUAL(WEXITSTATUS(status), 0);
	expect_count(buffer.memory, PAGES, 0);
	free_buffer(&buffer);
	close(device);
}
