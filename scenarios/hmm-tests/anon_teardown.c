// SPDX-License-Identifier: GPL-2.0-or-later
/* Half of a buffer is unmapped by another thread while a device reads it. */
#include "cases.h"
#include "hmm.h"

void anon_teardown(void)
{
	not_modelled("a process of the model has one thread: see docs/decisions/0007-fork.md");
}
