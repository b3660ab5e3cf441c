// SPDX-License-Identifier: GPL-2.0-or-later
/* What the program may not read, its device may not read either. */
#include "cases.h"
#include "hmm.h"

void anon_read_prot(void)
{
	int device = open_device(0);
	struct buffer buffer = new_private_buffer();

	count_up(buffer.memory, PAGES, 0);
	count_up(buffer.copy, PAGES, 5000);
	CHECK_EQUAL(mprotect(buffer.memory, PAGES * PAGE, PROT_NONE), 0);
	CHECK_EQUAL(command(device, HMM_DMIRROR_READ, &buffer), -EFAULT);

	/* Neither side was touched. */
	CHECK_EQUAL(mprotect(buffer.memory, PAGES * PAGE, PROT_READ), 0);
	expect_count(buffer.memory, PAGES, 0);
	expect_count(buffer.copy, PAGES, 5000);
	free_buffer(&buffer);
	close(device);
}
