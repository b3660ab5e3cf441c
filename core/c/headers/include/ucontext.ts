export default String.raw`#ifndef __UCONTEXT_H
#define __UCONTEXT_H

/* The third argument of a signal handler points to an ucontext_t. */
#include <signal.h>

#endif
`;
