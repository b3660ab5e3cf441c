// SPDX-License-Identifier: GPL-2.0-or-later
/* A process splits in two while a device has its memory for itself: each gets pages of its own. */
#include <sys/wait.h>
#include "cases.h"
#include "hmm.h"

static void write_and_check(struct buffer *buffer, long start)
{
	expect_count(buffer->memory, PAGES, 0);
	count_up(buffer->memory, PAGES, start);
	expect_count(buffer->memory, PAGES, start);
}

void exclusive_cow(void)
{
	int device = open_device(0);
	struct buffer buffer = new_private_buffer();
	int status;
	pid_t child;

	count_up(buffer.memory, PAGES, 0);
	expect_all(device, HMM_DMIRROR_EXCLUSIVE, &buffer);

	child = fork();
	CHECK(child >= 0);
	if (child == 0) {
		write_and_check(&buffer, 1);
		_exit(0);
	}
	write_and_check(&buffer, 2);
	CHECK_EQUAL(waitpid(child, &status, 0), child);
	CHECK(WIFEXITED(status));
	CHECK_EQUAL(WEXITSTATUS(status), 0);
	expect_count(buffer.memory, PAGES, 2);
	free_buffer(&buffer);
	close(device);
}
