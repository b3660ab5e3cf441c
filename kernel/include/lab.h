/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The observer: how a program tells the lab what to show. These functions are built into the
 * machine; they change nothing that the program or the kernel could see.
 */
#ifndef _LAB_H
#define _LAB_H

/* A reading made on purpose: appears under this name, tied to the step that made it. */
void lab_value(const char *name, unsigned long value);

/* A named moment on the timeline. */
void lab_mark(const char *text);

/* Show these struct pages, under this name. */
struct page;
void lab_pages(const char *name, const struct page *page, unsigned long count);

#endif
