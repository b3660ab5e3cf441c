/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which processor the machine has: QEMU's qemu64, as on the measured machine. */
#ifndef _ASM_PROCESSOR_H
#define _ASM_PROCESSOR_H

#include <linux/types.h>

#define X86_VENDOR_INTEL	0
#define X86_VENDOR_AMD		2

struct cpuinfo_x86 {
	u8 x86;			/* family */
	u8 x86_vendor;
};

extern struct cpuinfo_x86 boot_cpu_data;

#endif
