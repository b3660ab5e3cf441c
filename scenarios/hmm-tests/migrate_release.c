// SPDX-License-Identifier: GPL-2.0-or-later
/* The device gives its memory up: what was there is in the program's memory again. */
#include "cases.h"
#include "hmm.h"

void migrate_release(void)
{
	int device = open_device(0);
	struct buffer buffer = new_private_buffer();

	count_up(buffer.memory, PAGES, 0);
	expect_all(device, HMM_DMIRROR_MIGRATE_TO_DEV, &buffer);
	expect_count(buffer.copy, PAGES, 0);

	CHECK_EQUAL(command(device, HMM_DMIRROR_RELEASE, &buffer), 0);
	expect_count(buffer.memory, PAGES, 0);
	free_buffer(&buffer);
	close(device);
}
