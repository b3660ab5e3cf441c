// SPDX-License-Identifier: GPL-2.0-or-later
/* A device takes memory for itself; the program gets it back by touching it, contents and all. */
#include "cases.h"
#include "hmm.h"

void exclusive(void)
{
	int device = open_device(0);
	struct buffer buffer = new_private_buffer();

	count_up(buffer.memory, PAGES, 0);
	expect_all(device, HMM_DMIRROR_EXCLUSIVE, &buffer);
	expect_count(buffer.copy, PAGES, 0);

	expect_count(buffer.memory, PAGES, 0);
	count_up(buffer.memory, PAGES, 1);
	expect_count(buffer.memory, PAGES, 1);
	CHECK_EQUAL(command(device, HMM_DMIRROR_CHECK_EXCLUSIVE, &buffer), 0);
	free_buffer(&buffer);
	close(device);
}
