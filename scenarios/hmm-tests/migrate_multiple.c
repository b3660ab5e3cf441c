// SPDX-License-Identifier: GPL-2.0-or-later
/* There and back, time after time: nothing is lost and nothing is left behind. */
#include "cases.h"
#include "hmm.h"

void migrate_multiple(void)
{
	int device = open_device(0);

	for (int time = 0; time < TIMES; time++) {
		struct buffer buffer = new_private_buffer();

		count_up(buffer.memory, PAGES, time);
		expect_all(device, HMM_DMIRROR_MIGRATE_TO_DEV, &buffer);
		expect_count(buffer.copy, PAGES, time);
		/* Private memory comes back when it is read; coherent memory need not. */
		if (coherent)
			expect_all(device, HMM_DMIRROR_MIGRATE_TO_SYS, &buffer);
		expect_count(buffer.memory, PAGES, time);
		free_buffer(&buffer);
	}
	close(device);
}
