// SPDX-License-Identifier: GPL-2.0-or-later
/* A device writes a page of the huge page pool. */
#include "cases.h"
#include "hmm.h"

void anon_write_hugetlbfs(void)
{
	int device = open_device(0);
	struct buffer buffer = new_huge_buffer();

	count_up(buffer.copy, buffer.pages, 0);
	expect_all(device, HMM_DMIRROR_WRITE, &buffer);
	expect_count(buffer.memory, buffer.pages, 0);
	free_buffer(&buffer);
	close(device);
}
