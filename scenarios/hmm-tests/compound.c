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
	struct buffer buffer = new_huge_buffer();

	count_up(buffer.memory, buffer.pages, 0);

	expect_all(device, HMM_DMIRROR_SNAPSHOT, &buffer);
	expect_seen(&buffer, HMM_DMIRROR_PROT_WRITE);
	CHECK_EQUAL(mprotect(buffer.memory, HUGE, PROT_READ), 0);
	expect_all(device, HMM_DMIRROR_SNAPSHOT, &buffer);
	expect_seen(&buffer, HMM_DMIRROR_PROT_READ);
	free_buffer(&buffer);
	close(device);
}
