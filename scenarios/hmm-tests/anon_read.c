// SPDX-License-Identifier: GPL-2.0-or-later
/* A device reads memory of every kind that a private anonymous mapping has: holes, zero, data. */
#include "cases.h"
#include "hmm.h"

void anon_read(void)
{
	int device = open_device(0);
	struct buffer buffer = new_private_buffer();

	/* Page 0 stays a hole, page 1 gets the zero page. */
	count_up(buffer.memory + 2 * PAGE, PAGES - 2, 4);
	CHECK_EQUAL(mprotect(buffer.memory, PAGES * PAGE, PROT_READ), 0);
	expect_zero(buffer.memory + PAGE, 1);

	expect_all(device, HMM_DMIRROR_READ, &buffer);
	expect_zero(buffer.copy, 2);
	expect_count(buffer.copy + 2 * PAGE, PAGES - 2, 4);
	free_buffer(&buffer);
	close(device);
}
