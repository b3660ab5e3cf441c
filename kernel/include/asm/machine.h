/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the machine itself does for the model kernel: the things that are instructions, page-table
 * walks by hardware or trap handlers on a real one.
 */
#ifndef _ASM_MACHINE_H
#define _ASM_MACHINE_H

/*
 * From now on the 4 KiB page at @virt shows the bytes of the page at @target, a page of the direct
 * map; both addresses are page aligned. With a NULL target, @virt is unmapped again. This is what
 * the MMU does once a kernel page-table entry is written.
 */
void __lab_map(void *virt, void *target);

/* Prints a warning with a call trace, and goes on. */
void __lab_warn(const char *file, int line, const char *func, const char *text);

/* Prints a report with a call trace, and stops. */
void __lab_bug(const char *file, int line, const char *func, const char *text)
	__attribute__((noreturn));

#endif
