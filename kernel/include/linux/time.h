/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef _LINUX_TIME_H
#define _LINUX_TIME_H

#define NSEC_PER_SEC	1000000000L

struct timespec {
	long tv_sec;
	long tv_nsec;
};

long sys_nanosleep(const struct timespec *rqtp, struct timespec *rmtp);

#endif
