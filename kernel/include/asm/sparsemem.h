/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef _ASM_SPARSEMEM_H
#define _ASM_SPARSEMEM_H

/* Physical memory comes and goes in sections of 128 MiB, and addresses have up to 46 bits. */
#define SECTION_SIZE_BITS	27
#define MAX_PHYSMEM_BITS	46

#endif
