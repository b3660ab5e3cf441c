// SPDX-License-Identifier: GPL-2.0-or-later
#include <asm/processor.h>

struct cpuinfo_x86 boot_cpu_data = { .x86 = 0xf, .x86_vendor = X86_VENDOR_AMD };
