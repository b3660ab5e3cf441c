// SPDX-License-Identifier: GPL-2.0-or-later
/* A device reads a file by way of a shared mapping. */
#include "cases.h"
#include "hmm.h"

void file_read(void)
{
	int device = open_device(0);
	int file = new_file(PAGES * PAGE);
	struct buffer buffer = new_buffer(PAGES, PROT_READ, MAP_SHARED, file);

	memset(buffer.copy, 0, PAGES * PAGE);
	count_up(buffer.copy, PAGES, 0);
	CHECK_EQUAL(pwrite(file, buffer.copy, PAGES * PAGE, 0), PAGES * PAGE);
	memset(buffer.copy, 0, PAGES * PAGE);

	expect_all(device, HMM_DMIRROR_READ, &buffer);
	expect_count(buffer.copy, PAGES, 0);
	free_buffer(&buffer);
	close(file);
	close(device);
}
