/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef _LINUX_UIO_H
#define _LINUX_UIO_H

#include <linux/types.h>

/* A piece of a program's memory. */
struct iovec {
	void *iov_base;
	size_t iov_len;
};

/* process_vm_readv() and process_vm_writev(): how many bytes, or an error if there were none. */
long sys_process_vm_rw(int pid, const struct iovec *lvec, unsigned long liovcnt,
		       const struct iovec *rvec, unsigned long riovcnt, unsigned long flags,
		       bool write);

#endif
