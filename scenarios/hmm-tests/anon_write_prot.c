// SPDX-License-Identifier: GPL-2.0-or-later
/* A device writes only where the program may; a zero page makes room when it may at last. */
#include "cases.h"
#include "hmm.h"

void anon_write_prot(void)
{
	int device = open_device(0);
	struct buffer buffer =
		new_buffer(PAGES, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1);
	struct buffer first = part_of(&buffer, 0, 1);

	expect_all(device, HMM_DMIRROR_READ, &first);

	count_up(buffer.copy, PAGES, 0);
	CHECK_EQUAL(command(device, HMM_DMIRROR_WRITE, &buffer), -EPERM);
	expect_zero(buffer.memory, PAGES);

	CHECK_EQUAL(mprotect(buffer.memory, PAGES * PAGE, PROT_READ | PROT_WRITE), 0);
	expect_all(device, HMM_DMIRROR_WRITE, &buffer);
	expect_count(buffer.memory, PAGES, 0);
	free_buffer(&buffer);
	close(device);
}
