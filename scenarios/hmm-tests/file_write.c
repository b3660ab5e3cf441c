// SPDX-License-Identifier: GPL-2.0-or-later
/* What a device writes into a shared mapping of a file is in the file. */
#include "cases.h"
#include "hmm.h"

void file_write(void)
{
	int device = open_device(0);
	int file = new_file(PAGES * PAGE);
	struct buffer buffer = new_buffer(PAGES, PROT_READ | PROT_WRITE, MAP_SHARED, file);

	count_up(buffer.copy, PAGES, 0);
	expect_all(device, HMM_DMIRROR_WRITE, &buffer);
	expect_count(buffer.memory, PAGES, 0);

	memset(buffer.copy, 0, PAGES * PAGE);
	CHECK_EQUAL(pread(file, buffer.copy, PAGES * PAGE, 0), PAGES * PAGE);
	expect_count(buffer.copy, PAGES, 0);
	free_buffer(&buffer);
	close(file);
	close(device);
}
