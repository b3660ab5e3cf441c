// SPDX-License-Identifier: GPL-2.0-or-later
/* Memory that becomes read-only while a device has it for itself: the device may not write it. */
#include "cases.h"
#include "hmm.h"

void exclusive_mprotect(void)
{
	int device = open_device(0);
	struct buffer buffer = new_private_buffer();

	count_up(buffer.memory, PAGES, 0);
	expect_all(device, HMM_DMIRROR_EXCLUSIVE, &buffer);
	expect_count(buffer.copy, PAGES, 0);

	CHECK_EQUAL(mprotect(buffer.memory, PAGES * PAGE, PROT_READ), 0);
	CHECK_EQUAL(command(device, HMM_DMIRROR_WRITE, &buffer), -EPERM);
	free_buffer(&buffer);
	close(device);
}
