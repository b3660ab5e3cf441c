/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What stat() tells a program: the layout is the one of x86-64. */
#ifndef _LINUX_STAT_H
#define _LINUX_STAT_H

struct stat {
	unsigned long st_dev;
	unsigned long st_ino;
	unsigned long st_nlink;
	unsigned int st_mode;
	unsigned int st_uid;
	unsigned int st_gid;
	unsigned int __pad0;
	unsigned long st_rdev;
	long st_size;
	long st_blksize;
	long st_blocks;
	unsigned long st_times[6];	/* there is no clock: all 0 */
	long __unused[3];
};

#endif
