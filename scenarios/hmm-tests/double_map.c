// SPDX-License-Identifier: GPL-2.0-or-later
/* Two devices read the same pages, also when one of them has them in its own memory. */
#include "cases.h"
#include "hmm.h"

static void expect_read(int device, struct buffer *buffer)
{
	memset(buffer->copy, 0, buffer->pages * PAGE);
	expect_all(device, HMM_DMIRROR_READ, buffer);
	expect_count(buffer->copy, buffer->pages, 0);
}

void double_map(void)
{
	int first = open_device(0), second = open_device(1);
	struct buffer buffer =
		new_buffer(6, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1);

	count_up(buffer.memory, buffer.pages, 0);
	CHECK_EQUAL(mprotect(buffer.memory, buffer.pages * PAGE, PROT_READ), 0);
	expect_read(first, &buffer);
	expect_read(second, &buffer);
	expect_all(second, HMM_DMIRROR_MIGRATE_TO_DEV, &buffer);
	expect_read(first, &buffer);
	free_buffer(&buffer);
	close(second);
	close(first);
}
