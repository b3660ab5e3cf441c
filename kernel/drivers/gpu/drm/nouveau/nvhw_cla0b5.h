/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Registers of the copy engine, as commands name them. */
#ifndef __NVHW_CLA0B5_H__
#define __NVHW_CLA0B5_H__

#define NV06E_SET_REFERENCE			0x0050	/* the fences of a channel */

#define NVA0B5_SET_SRC_PHYS_MODE		0x0260
#define NVA0B5_SET_DST_PHYS_MODE		0x0264
#define NVA0B5_PHYS_MODE_TARGET_LOCAL_FB	0x0	/* the card's memory */
#define NVA0B5_PHYS_MODE_TARGET_COHERENT_SYSMEM	0x1	/* RAM */
#define NVA0B5_LAUNCH_DMA			0x0300
#define NVA0B5_OFFSET_IN_UPPER			0x0400
#define NVA0B5_OFFSET_IN_LOWER			0x0404
#define NVA0B5_OFFSET_OUT_UPPER			0x0408
#define NVA0B5_OFFSET_OUT_LOWER			0x040c
#define NVA0B5_PITCH_IN				0x0410
#define NVA0B5_PITCH_OUT			0x0414
#define NVA0B5_LINE_LENGTH_IN			0x0418
#define NVA0B5_LINE_COUNT			0x041c
#define NVA0B5_SET_REMAP_CONST_A		0x0700
#define NVA0B5_SET_REMAP_CONST_B		0x0704
#define NVA0B5_SET_REMAP_COMPONENTS		0x0708

/* Fields of LAUNCH_DMA, which starts the transfer. */
#define NVA0B5_LAUNCH_DMA_NON_PIPELINED		(2u << 0)
#define NVA0B5_LAUNCH_DMA_FLUSH_ENABLE		(1u << 2)
#define NVA0B5_LAUNCH_DMA_SRC_PITCH		(1u << 7)
#define NVA0B5_LAUNCH_DMA_DST_PITCH		(1u << 8)
#define NVA0B5_LAUNCH_DMA_MULTI_LINE_ENABLE	(1u << 9)
#define NVA0B5_LAUNCH_DMA_REMAP_ENABLE		(1u << 10)	/* constants instead of a source */
#define NVA0B5_LAUNCH_DMA_SRC_PHYSICAL		(1u << 12)
#define NVA0B5_LAUNCH_DMA_DST_PHYSICAL		(1u << 13)

/* Two components of four bytes each, CONST_A and CONST_B. */
#define NVA0B5_REMAP_TWO_CONSTANTS		(4u << 0 | 5u << 4 | 3u << 16 | 1u << 24)

#endif
