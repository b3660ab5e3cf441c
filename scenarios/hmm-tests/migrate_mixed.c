// SPDX-License-Identifier: GPL-2.0-or-later
/* Of a range of many kinds the pages move that can, and a page of another device stays there. */
#include "cases.h"
#include "hmm.h"

static void protect(const struct buffer *buffer, unsigned long page, unsigned long count, int how)
{
	CHECK_EQUAL(mprotect(buffer->memory + page * PAGE, count * PAGE, how), 0);
}

void migrate_mixed(void)
{
	int first = open_device(0), second = open_device(1);
	struct buffer all = new_buffer(6, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1);
	struct buffer front = part_of(&all, 0, 3), back = part_of(&all, 2, 4);
	struct buffer last = part_of(&all, 5, 1);
	long *page[6];

	for (int i = 0; i < 6; i++)
		page[i] = (long *)(all.memory + i * PAGE);

	/* Nobody may touch it: there is nothing to move. */
	CHECK_EQUAL(command(second, HMM_DMIRROR_MIGRATE_TO_DEV, &all), -EINVAL);
	/* A mapping must cover the whole range. */
	CHECK_EQUAL(munmap(page[1], PAGE), 0);
	CHECK_EQUAL(command(second, HMM_DMIRROR_MIGRATE_TO_DEV, &front), -EINVAL);

	/* 2: zero page, 3: read-only, 4 and 5: writable */
	protect(&all, 2, 1, PROT_READ);
	CHECK_EQUAL(*page[2], 0);
	protect(&all, 3, 1, PROT_READ | PROT_WRITE);
	*page[3] = 3;
	protect(&all, 3, 1, PROT_READ);
	protect(&all, 4, 2, PROT_READ | PROT_WRITE);
	*page[4] = 4;
	*page[5] = 5;

	expect_all(second, HMM_DMIRROR_MIGRATE_TO_DEV, &back);
	CHECK_EQUAL(command(first, HMM_DMIRROR_MIGRATE_TO_DEV, &last), -ENOENT);

	CHECK_EQUAL(*page[3], 3);
	CHECK_EQUAL(*page[4], 4);
	CHECK_EQUAL(*page[5], 5);
	free_buffer(&all);
	close(second);
	close(first);
}
