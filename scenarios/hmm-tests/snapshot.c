// SPDX-License-Identifier: GPL-2.0-or-later
/* What a device sees of pages of every kind, without faulting any of them in. */
#include "cases.h"
#include "hmm.h"

static void protect(const struct buffer *buffer, unsigned long page, unsigned long count, int how)
{
	CHECK_EQUAL(mprotect(buffer->memory + page * PAGE, count * PAGE, how), 0);
}

void snapshot(void)
{
	int first = open_device(0), second = open_device(1);
	struct buffer all = new_buffer(7, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1);
	struct buffer fifth = part_of(&all, 5, 1), sixth = part_of(&all, 6, 1);
	unsigned char *seen = (unsigned char *)all.copy;

	/* 0: out of reach, 1: not mapped, 2: zero page, 3: read-only, 4: writable, 5 and 6: devices' */
	CHECK_EQUAL(munmap(all.memory + PAGE, PAGE), 0);
	protect(&all, 2, 1, PROT_READ);
	CHECK_EQUAL(*(long *)(all.memory + 2 * PAGE), 0);
	protect(&all, 3, 1, PROT_READ | PROT_WRITE);
	*(long *)(all.memory + 3 * PAGE) = 3;
	protect(&all, 3, 1, PROT_READ);
	protect(&all, 4, 3, PROT_READ | PROT_WRITE);
	*(long *)(all.memory + 4 * PAGE) = 4;
	expect_all(first, HMM_DMIRROR_MIGRATE_TO_DEV, &fifth);
	expect_all(second, HMM_DMIRROR_MIGRATE_TO_DEV, &sixth);

	expect_all(first, HMM_DMIRROR_SNAPSHOT, &all);
	CHECK_EQUAL(seen[0], HMM_DMIRROR_PROT_ERROR);
	CHECK_EQUAL(seen[1], HMM_DMIRROR_PROT_ERROR);
	CHECK_EQUAL(seen[2], HMM_DMIRROR_PROT_ZERO | HMM_DMIRROR_PROT_READ);
	CHECK_EQUAL(seen[3], HMM_DMIRROR_PROT_READ);
	CHECK_EQUAL(seen[4], HMM_DMIRROR_PROT_WRITE);
	if (coherent) {
		CHECK_EQUAL(seen[5], HMM_DMIRROR_PROT_DEV_COHERENT_LOCAL | HMM_DMIRROR_PROT_WRITE);
		CHECK_EQUAL(seen[6], HMM_DMIRROR_PROT_DEV_COHERENT_REMOTE | HMM_DMIRROR_PROT_WRITE);
	} else {
		CHECK_EQUAL(seen[5], HMM_DMIRROR_PROT_DEV_PRIVATE_LOCAL | HMM_DMIRROR_PROT_WRITE);
		CHECK_EQUAL(seen[6], HMM_DMIRROR_PROT_NONE);
	}
	free_buffer(&all);
	close(second);
	close(first);
}
