export default String.raw`#ifndef __LINUX_IOCTL_H
#define __LINUX_IOCTL_H

#define _IOC(direction, type, number, size) \
	(((direction) << 30) | ((size) << 16) | ((type) << 8) | (number))
#define _IO(type, number) _IOC(0U, (type), (number), 0U)
#define _IOW(type, number, what) _IOC(1U, (type), (number), (unsigned int)sizeof(what))
#define _IOR(type, number, what) _IOC(2U, (type), (number), (unsigned int)sizeof(what))
#define _IOWR(type, number, what) _IOC(3U, (type), (number), (unsigned int)sizeof(what))

#endif
`;
