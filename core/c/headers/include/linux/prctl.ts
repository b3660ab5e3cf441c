export default String.raw`#ifndef __LINUX_PRCTL_H
#define __LINUX_PRCTL_H
#include <sys/prctl.h>

#endif
`;
