// SPDX-License-Identifier: GPL-2.0-or-later
/* Half of the pages come back because the program reads them; then the mix moves once more. */
#include "cases.h"
#include "hmm.h"

void migrate_fault(void)
{
	int device = open_device(0);
	struct buffer buffer = new_private_buffer();

	count_up(buffer.memory, PAGES, 0);
	expect_all(device, HMM_DMIRROR_MIGRATE_TO_DEV, &buffer);
	expect_count(buffer.copy, PAGES, 0);

	expect_count(buffer.memory, PAGES / 2, 0);

	memset(buffer.copy, 0, PAGES * PAGE);
	expect_all(device, HMM_DMIRROR_MIGRATE_TO_DEV, &buffer);
	expect_count(buffer.copy, PAGES, 0);
	free_buffer(&buffer);
	close(device);
}
