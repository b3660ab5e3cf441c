import type { LibrarySource } from '../library.ts';

export const source: LibrarySource = {
  path: 'libc/time.c',
  provides: ['clock', 'clock_gettime', 'difftime', 'gmtime', 'localtime', 'mktime', 'time'],
  text: String.raw`/* Times that are the same in every run. */
#include <time.h>

#define START 1738368000L
#define DAY 86400L

static long ticks;

time_t time(time_t *result)
{
	if (result)
		*result = START;
	return START;
}

clock_t clock(void)
{
	return 1000 * ticks++;
}

int clock_gettime(int clock, struct timespec *result)
{
	long milliseconds = ticks++;

	result->tv_sec = (clock == CLOCK_REALTIME ? START : 0) + milliseconds / 1000;
	result->tv_nsec = milliseconds % 1000 * 1000000;
	return 0;
}

double difftime(time_t later, time_t earlier)
{
	return (double)(later - earlier);
}

static int is_leap(long year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_in(int month, long year)
{
	static const int days[12] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	return days[month] + (month == 1 && is_leap(year));
}

/* Days from 1970-01-01 to the first of January of 'year'. */
static long days_before(long year)
{
	long past = year - 1;
	long leaps = (past >= 0 ? past / 4 - past / 100 + past / 400 : past / 4 - 1);

	return (year - 1970) * 365 + leaps - (1969 / 4 - 1969 / 100 + 1969 / 400);
}

static void split(time_t time, struct tm *fields)
{
	long days = time / DAY, rest = time % DAY, year;

	if (rest < 0) {
		rest += DAY;
		days--;
	}
	for (year = 1970 + days / 366; days >= days_before(year + 1); year++)
		;
	while (days < days_before(year))
		year--;
	fields->tm_wday = (int)(((days + 4) % 7 + 7) % 7);
	fields->tm_yday = (int)(days - days_before(year));
	fields->tm_mday = fields->tm_yday;
	for (fields->tm_mon = 0; fields->tm_mday >= days_in(fields->tm_mon, year); fields->tm_mon++)
		fields->tm_mday -= days_in(fields->tm_mon, year);
	fields->tm_mday++;
	fields->tm_year = (int)(year - 1900);
	fields->tm_hour = (int)(rest / 3600);
	fields->tm_min = (int)(rest / 60 % 60);
	fields->tm_sec = (int)(rest % 60);
	fields->tm_isdst = 0;
}

struct tm *gmtime(const time_t *time)
{
	static struct tm fields;

	split(*time, &fields);
	return &fields;
}

struct tm *localtime(const time_t *time)
{
	return gmtime(time);
}

time_t mktime(struct tm *fields)
{
	long year = fields->tm_year + 1900L + fields->tm_mon / 12, days;
	int month = fields->tm_mon % 12, i;
	time_t time;

	if (month < 0) {
		month += 12;
		year--;
	}
	days = days_before(year) + fields->tm_mday - 1;
	for (i = 0; i < month; i++)
		days += days_in(i, year);
	time = days * DAY + fields->tm_hour * 3600L + fields->tm_min * 60L + fields->tm_sec;
	split(time, fields);
	return time;
}
`,
};
