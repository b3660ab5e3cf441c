// SPDX-License-Identifier: GPL-2.0-or-later
/* A driver's own page in a private mapping of the device: the snapshot knows it may be read. */
#include "cases.h"
#include "hmm.h"

void mixedmap(void)
{
	int device = open_device(0);
	struct buffer buffer = { .pages = 1, .copy = malloc(PAGE) };

	buffer.memory = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE, device, 0);
	NEEDS(buffer.memory != MAP_FAILED, "mapping the test device itself");
	expect_all(device, HMM_DMIRROR_SNAPSHOT, &buffer);
	CHECK_EQUAL((unsigned char)buffer.copy[0], HMM_DMIRROR_PROT_READ);
	free_buffer(&buffer);
	close(device);
}
