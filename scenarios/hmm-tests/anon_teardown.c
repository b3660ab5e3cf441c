// SPDX-License-Identifier: GPL-2.0-or-later
/* Half of a buffer is unmapped by another thread while a device reads it. */
#include "cases.h"
#include "hmm.h"

void anon_teardown(void)
{
	not_modelled("there is one CPU and no threads, so nothing can happen while a device reads");
}
