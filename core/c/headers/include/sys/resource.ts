export default String.raw`#ifndef __SYS_RESOURCE_H
#define __SYS_RESOURCE_H
#include <sys/time.h>

#define RUSAGE_SELF 0

struct rusage {
	struct timeval ru_utime, ru_stime;
	long ru_maxrss, ru_minflt, ru_majflt, ru_nvcsw, ru_nivcsw;
};

/* The times only, by the clock of <time.h>. */
int getrusage(int who, struct rusage *usage);

#endif
`;
