// SPDX-License-Identifier: GPL-2.0-or-later
/* A device writes a page of the huge page pool. */
#include "cases.h"
#include "hmm.h"

void anon_write_hugetlbfs(void)
{
	int device = open_device(0);
	unsigned long pages = HUGE / PAGE;
	struct buffer buffer = { .pages = pages, .copy = malloc(HUGE) };

	buffer.memory = mmap(NULL, HUGE, PROT_READ | PROT_WRITE,
			     MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB, -1, 0);
	NEEDS(buffer.memory != MAP_FAILED, "pages of hugetlbfs (MAP_HUGETLB)");
	count_up(buffer.copy, pages, 0);
	expect_all(device, HMM_DMIRROR_WRITE, &buffer);
	expect_count(buffer.memory, pages, 0);
	free_buffer(&buffer);
	close(device);
}
