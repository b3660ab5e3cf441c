/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Numbers of the observer's system calls, far from the kernel's own. */
#ifndef _LINUX_LAB_CALLS_H
#define _LINUX_LAB_CALLS_H

#define LAB_CALL_DRAIN_LRU	0x4c00
#define LAB_CALL_PIN		0x4c01
#define LAB_CALL_UNPIN		0x4c02

#endif
