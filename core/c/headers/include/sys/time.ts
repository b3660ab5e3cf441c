export default String.raw`#ifndef __SYS_TIME_H
#define __SYS_TIME_H
#include <time.h>

struct timeval {
	time_t tv_sec;
	long tv_usec;
};

struct timezone {
	int tz_minuteswest, tz_dsttime;
};

/* The clock of <time.h>. */
int gettimeofday(struct timeval *now, void *zone);

#endif
`;
