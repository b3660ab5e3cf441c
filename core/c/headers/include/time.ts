export default String.raw`#ifndef __TIME_H
#define __TIME_H
#include <stddef.h>

/* The machine has no clock: every run sees the same times, so that runs can be compared. */
typedef long time_t;
typedef long clock_t;
typedef int clockid_t;

struct timespec {
	time_t tv_sec;
	long tv_nsec;
};

struct tm {
	int tm_sec, tm_min, tm_hour;
	int tm_mday, tm_mon, tm_year;
	int tm_wday, tm_yday, tm_isdst;
};

#define CLOCKS_PER_SEC 1000000L
#define CLOCK_REALTIME 0
#define CLOCK_MONOTONIC 1
#define CLOCK_PROCESS_CPUTIME_ID 2
#define TIME_UTC 1

/* Always 2025-02-01 00:00:00 UTC. */
time_t time(time_t *result);
/* One millisecond more at each call. */
clock_t clock(void);
/* On the model kernel only, where time goes by while all processes sleep. */
int nanosleep(const struct timespec *time, struct timespec *left);
int clock_gettime(int clock, struct timespec *result);
double difftime(time_t later, time_t earlier);
/* Local time is UTC. */
struct tm *gmtime(const time_t *time);
struct tm *localtime(const time_t *time);
struct tm *gmtime_r(const time_t *time, struct tm *fields);
struct tm *localtime_r(const time_t *time, struct tm *fields);
time_t timegm(struct tm *fields);
char *asctime(const struct tm *fields);
char *asctime_r(const struct tm *fields, char *text);
char *ctime(const time_t *time);
size_t strftime(char *to, size_t size, const char *format, const struct tm *fields);
int timespec_get(struct timespec *now, int base);
int clock_getres(int clock, struct timespec *result);
time_t mktime(struct tm *fields);

#endif
`;
