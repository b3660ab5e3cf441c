/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What /sys/kernel/debug/gup_test does, as user programs see it. */
#ifndef _MM_GUP_TEST_H
#define _MM_GUP_TEST_H

#include <linux/types.h>
#include <linux/ioctl.h>

#define GUP_TEST_MAX_PAGES_TO_DUMP	8
#define GUP_TEST_FLAG_DUMP_PAGES_USE_PIN	0x1

/* Takes the pages of a range, at so many a call, and gives them back. */
struct gup_test {
	__u64 get_delta_usec;		/* out: there is no clock, so 0 */
	__u64 put_delta_usec;
	__u64 addr;
	__u64 size;			/* out: how far it came */
	__u32 nr_pages_per_call;
	__u32 gup_flags;
	__u32 test_flags;
	__u32 which_pages[GUP_TEST_MAX_PAGES_TO_DUMP];	/* counted from 1; 0 is none */
};

#define PIN_LONGTERM_TEST_FLAG_USE_WRITE	1
#define PIN_LONGTERM_TEST_FLAG_USE_FAST		2

/* Pins the pages of a range and keeps them pinned. */
struct pin_longterm_test {
	__u64 addr;
	__u64 size;
	__u32 flags;
};

#define GUP_FAST_BENCHMARK	_IOWR('g', 1, struct gup_test)
#define PIN_FAST_BENCHMARK	_IOWR('g', 2, struct gup_test)
#define PIN_LONGTERM_BENCHMARK	_IOWR('g', 3, struct gup_test)
#define GUP_BASIC_TEST		_IOWR('g', 4, struct gup_test)
#define PIN_BASIC_TEST		_IOWR('g', 5, struct gup_test)
#define DUMP_USER_PAGES_TEST	_IOWR('g', 6, struct gup_test)
#define PIN_LONGTERM_TEST_START	_IOW('g', 7, struct pin_longterm_test)
#define PIN_LONGTERM_TEST_STOP	_IO('g', 8)
#define PIN_LONGTERM_TEST_READ	_IOW('g', 9, __u64)

#endif
