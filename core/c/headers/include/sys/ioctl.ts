export default String.raw`#ifndef __SYS_IOCTL_H
#define __SYS_IOCTL_H
#include <linux/ioctl.h>

int ioctl(int descriptor, unsigned long request, ...);

#endif
`;
