// SPDX-License-Identifier: GPL-2.0-or-later
/* A device can be opened and closed. */
#include "cases.h"
#include "hmm.h"

void open_close(void)
{
	CHECK_EQUAL(close(open_device(0)), 0);
}
