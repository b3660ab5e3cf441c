// SPDX-License-Identifier: GPL-2.0-or-later
/* Shared memory belongs to a file and does not move. */
#include "cases.h"
#include "hmm.h"

void migrate_shared(void)
{
	int device = open_device(0);
	struct buffer buffer =
		new_buffer(PAGES, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1);

	CHECK_EQUAL(command(device, HMM_DMIRROR_MIGRATE_TO_DEV, &buffer), -ENOENT);
	free_buffer(&buffer);
	close(device);
}
