// SPDX-License-Identifier: GPL-2.0-or-later
/* A device reads one mapping after the other, at the same addresses. */
#include "cases.h"
#include "hmm.h"

void anon_read_multiple(void)
{
	int device = open_device(0);

	for (int time = 0; time < TIMES; time++) {
		struct buffer buffer = new_private_buffer();

		count_up(buffer.memory, PAGES, time);
		expect_all(device, HMM_DMIRROR_READ, &buffer);
		expect_count(buffer.copy, PAGES, time);
		free_buffer(&buffer);
	}
	close(device);
}
