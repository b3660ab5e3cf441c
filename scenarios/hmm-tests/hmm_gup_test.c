// SPDX-License-Identifier: GPL-2.0-or-later
/* What happens to a device's page when the kernel takes it for I/O: private memory comes back for any
 * such use, coherent memory only for pins that may last. */
#include <gup_test.h>
#include "cases.h"
#include "hmm.h"

#define FOLL_WRITE	0x01
#define FOLL_LONGTERM	0x100

static void take(int tester, const struct buffer *buffer, int page, unsigned long how, unsigned flags)
{
	struct gup_test test = {
		.addr = (unsigned long)buffer->memory + page * PAGE,
		.size = PAGE,
		.nr_pages_per_call = 1,
		.gup_flags = FOLL_WRITE | flags,
	};

	CHECK_EQUAL(ioctl(tester, how, &test), 0);
}

void hmm_gup_test(void)
{
	int device = open_device(0);
	int tester = open("/sys/kernel/debug/gup_test", O_RDWR);
	struct buffer buffer =
		new_buffer(4, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1);
	int stays = HMM_DMIRROR_PROT_WRITE | (coherent ? HMM_DMIRROR_PROT_DEV_COHERENT_LOCAL : 0);

	NEEDS(tester >= 0, "the gup test device");
	count_up(buffer.memory, 4, 0);
	expect_all(device, HMM_DMIRROR_MIGRATE_TO_DEV, &buffer);
	expect_count(buffer.copy, 4, 0);

	take(tester, &buffer, 0, GUP_BASIC_TEST, 0);
	take(tester, &buffer, 1, GUP_FAST_BENCHMARK, 0);
	take(tester, &buffer, 2, PIN_FAST_BENCHMARK, FOLL_LONGTERM);
	take(tester, &buffer, 3, PIN_LONGTERM_BENCHMARK, 0);

	expect_all(device, HMM_DMIRROR_SNAPSHOT, &buffer);
	CHECK_EQUAL((unsigned char)buffer.copy[0], stays);
	CHECK_EQUAL((unsigned char)buffer.copy[1], stays);
	CHECK_EQUAL((unsigned char)buffer.copy[2], HMM_DMIRROR_PROT_WRITE);
	CHECK_EQUAL((unsigned char)buffer.copy[3], HMM_DMIRROR_PROT_WRITE);
	expect_count(buffer.memory, 4, 0);
	close(tester);
	free_buffer(&buffer);
	close(device);
}
