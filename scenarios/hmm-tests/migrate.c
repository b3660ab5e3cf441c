// SPDX-License-Identifier: GPL-2.0-or-later
/* Anonymous memory moves to the device, contents and all. */
#include "cases.h"
#include "hmm.h"

void migrate(void)
{
	int device = open_device(0);
	struct buffer buffer = new_private_buffer();

	count_up(buffer.memory, PAGES, 0);
	expect_all(device, HMM_DMIRROR_MIGRATE_TO_DEV, &buffer);
	expect_count(buffer.copy, PAGES, 0);
	free_buffer(&buffer);
	close(device);
}
