/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the cases share: one or two devices of a kind, and buffers, which are memory of the program
 * with as much room beside it for what a device reads there or is to write.
 *
 * The kernel's own hmm-tests fill every word of 4 MiB. Here a buffer has 64 pages, of which the first
 * and the last word are looked at: the same ways through the kernel in steps that can be read.
 */
#ifndef HMM_H
#define HMM_H

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <test_hmm_uapi.h>
#include <unistd.h>

#define PAGE	4096UL
#define PAGES	64UL
#define HUGE	(2UL << 20)
#define TIMES	10

/* The kind of memory that the devices have: /dev/hmm_dmirror0 and 1, or 2 and 3. */
extern bool coherent;

/* Exit codes that are no defect of the kernel. */
#define NOT_MODELLED	77

/* Ends the program unless `condition` holds; says where and what. */
#define CHECK(condition) \
	do { \
		if (!(condition)) \
			check_failed(__FILE__, __LINE__, #condition); \
	} while (0)

/* The same for two numbers, which are shown. */
#define CHECK_EQUAL(actual, expected) \
	check_equal(__FILE__, __LINE__, #actual, (long)(actual), (long)(expected))

/* Ends the program: there is no such thing in the model. */
#define NEEDS(condition, what) \
	do { \
		if (!(condition)) \
			not_modelled(what); \
	} while (0)

void check_failed(const char *file, int line, const char *text) __attribute__((__noreturn__));
void check_equal(const char *file, int line, const char *text, long actual, long expected);
void not_modelled(const char *what) __attribute__((__noreturn__));

struct buffer {
	char *memory;
	char *copy;
	unsigned long pages;
	/* What the last command said: pages that it was done for, and device faults. */
	unsigned long done, faults;
};

/* Opens the first (0) or second (1) device of the kind. */
int open_device(int number);

/* A buffer of its own mapping; `flags` and `file` as for mmap(). */
struct buffer new_buffer(unsigned long pages, int protection, int flags, int file);
struct buffer new_private_buffer(void);
void free_buffer(struct buffer *buffer);

/* A buffer that is one page of the huge page pool. */
struct buffer new_huge_buffer(void);

/* A part of a buffer, for commands about it. */
struct buffer part_of(const struct buffer *buffer, unsigned long first, unsigned long pages);

/* HMM_DMIRROR_…; 0 or a negative error number. */
int command(int device, unsigned long request, struct buffer *buffer);

/* The command succeeds for every page, after one fault if it is reading or writing. */
void expect_all(int device, unsigned long request, struct buffer *buffer);

/* The words of `pages` pages count up from `start`: setting them, and checking that they do. */
void count_up(char *at, unsigned long pages, long start);
void expect_count(const char *at, unsigned long pages, long start);
void expect_zero(const char *at, unsigned long pages);

/* A file of the buffer's size, without a name. */
int new_file(unsigned long size);

#endif
