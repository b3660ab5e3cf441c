/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef _LINUX_IOCTL_H
#define _LINUX_IOCTL_H

/* A command's number says by which driver, which of its commands, and how much goes which way. */
#define _IOC(dir, type, nr, size) \
	(((dir) << 30) | ((size) << 16) | ((type) << 8) | (nr))
#define _IO(type, nr)	_IOC(0U, (type), (nr), 0U)
#define _IOW(type, nr, what)	_IOC(1U, (type), (nr), (unsigned int)sizeof(what))
#define _IOR(type, nr, what)	_IOC(2U, (type), (nr), (unsigned int)sizeof(what))
#define _IOC_SIZE(nr)	(((nr) >> 16) & 0x3fff)
#define _IOWR(type, nr, what)	_IOC(3U, (type), (nr), (unsigned int)sizeof(what))

#endif
