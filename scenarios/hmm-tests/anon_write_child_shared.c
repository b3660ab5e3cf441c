// SPDX-License-Identifier: GPL-2.0-or-later
/* The same for a mapping that both processes share: the parent sees what the child's device wrote. */
#include <sys/wait.h>
#include "cases.h"
#include "hmm.h"

static void in_child(struct buffer *buffer)
{
	int device = open_device(0);

	expect_count(buffer->memory, PAGES, 0);
	expect_count(buffer->copy, PAGES, 5000);
	expect_all(device, HMM_DMIRROR_WRITE, buffer);
	expect_count(buffer->memory, PAGES, 5000);
	close(device);
	exit(0);
}

void anon_write_child_shared(void)
{
	int device = open_device(0);
	struct buffer buffer =
		new_buffer(PAGES, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1);
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
	expect_count(buffer.memory, PAGES, 5000);
	free_buffer(&buffer);
	close(device);
}
