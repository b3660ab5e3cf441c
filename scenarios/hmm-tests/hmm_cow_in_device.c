// SPDX-License-Identifier: GPL-2.0-or-later
/* A parent writes pages that it shares with a child and that are on a device: it gets copies in RAM. */
#include <signal.h>
#include <sys/wait.h>
#include "cases.h"
#include "hmm.h"

/* The child keeps its half of the pages until it is told to end. */
static void wait_for_the_end(void)
{
	for (;;)
		sleep(1);
}

void hmm_cow_in_device(void)
{
	int device = open_device(0);
	struct buffer buffer =
		new_buffer(4, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1);
	int status;
	pid_t child;

	count_up(buffer.memory, 4, 0);
	expect_all(device, HMM_DMIRROR_MIGRATE_TO_DEV, &buffer);

	child = fork();
	CHECK(child >= 0);
	if (child == 0)
		wait_for_the_end();
	count_up(buffer.memory, 4, 100);
	CHECK_EQUAL(kill(child, SIGTERM), 0);
	CHECK_EQUAL(waitpid(child, &status, 0), child);
	CHECK(WIFSIGNALED(status));
	CHECK_EQUAL(WTERMSIG(status), SIGTERM);

	expect_all(device, HMM_DMIRROR_SNAPSHOT, &buffer);
	for (int page = 0; page < 4; page++)
		CHECK_EQUAL((unsigned char)buffer.copy[page], HMM_DMIRROR_PROT_WRITE);
	expect_count(buffer.memory, 4, 100);
	free_buffer(&buffer);
	close(device);
}
