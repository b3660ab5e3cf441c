// SPDX-License-Identifier: GPL-2.0-or-later
/* What a device writes into memory that nobody has touched yet, the program reads there. */
#include "cases.h"
#include "hmm.h"

void anon_write(void)
{
	int device = open_device(0);
	struct buffer buffer = new_private_buffer();

	count_up(buffer.copy, PAGES, 0);
	expect_all(device, HMM_DMIRROR_WRITE, &buffer);
	expect_count(buffer.memory, PAGES, 0);
	free_buffer(&buffer);
	close(device);
}
