// SPDX-License-Identifier: GPL-2.0-or-later
/* A device writes a range that a transparent huge page may back. */
#include "cases.h"
#include "hmm.h"

void anon_write_huge(void)
{
	int device = open_device(0);
	unsigned long pages = HUGE / PAGE;
	struct buffer buffer = new_buffer(2 * pages, PROT_READ | PROT_WRITE,
					  MAP_PRIVATE | MAP_ANONYMOUS, -1);
	unsigned long start = ((unsigned long)buffer.memory + HUGE - 1) & ~(HUGE - 1);
	struct buffer part =
		part_of(&buffer, (start - (unsigned long)buffer.memory) / PAGE, pages);

	CHECK_EQUAL(madvise(part.memory, HUGE, MADV_HUGEPAGE), 0);
	count_up(part.copy, pages, 0);
	expect_all(device, HMM_DMIRROR_WRITE, &part);
	expect_count(part.memory, pages, 0);
	free_buffer(&buffer);
	close(device);
}
