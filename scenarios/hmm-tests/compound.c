// SPDX-License-Identifier: GPL-2.0-or-later
/* A snapshot of a page of the huge page pool says that it is mapped as a whole. */
#include "cases.h"
#include "hmm.h"

static void expect_seen(const struct buffer *buffer, int protection)
{
	for (unsigned long page = 0; page < buffer->pages; page++)
		CHECK_EQUAL((unsigned char)buffer->copy[page], protection | HMM_DMIRROR_PROT_PMD);
}

void compound(void)
{
	int device = open_device(0);
	unsigned long pages = HUGE / PAGE;
	struct buffer buffer = { .pages = pages, .copy = malloc(HUGE) };

	buffer.memory = mmap(NULL, HUGE, PROT_READ | PROT_WRITE,
			     MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB, -1, 0);
	NEEDS(buffer.memory != MAP_FAILED, "pages of hugetlbfs (MAP_HUGETLB)");
	count_up(buffer.memory, pages, 0);

	expect_all(device, HMM_DMIRROR_SNAPSHOT, &buffer);
	expect_seen(&buffer, HMM_DMIRROR_PROT_WRITE);
	CHECK_EQUAL(mprotect(buffer.memory, HUGE, PROT_READ), 0);
	expect_all(device, HMM_DMIRROR_SNAPSHOT, &buffer);
	expect_seen(&buffer, HMM_DMIRROR_PROT_READ);
	free_buffer(&buffer);
	close(device);
}
