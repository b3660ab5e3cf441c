import type { LibrarySource } from '../library.ts';

export const source: LibrarySource = {
  path: 'libc/time-text.c',
  provides: [
    'asctime',
    'asctime_r',
    'clock_getres',
    'ctime',
    'getrusage',
    'gettimeofday',
    'gmtime_r',
    'localtime_r',
    'strftime',
    'timegm',
    'timespec_get',
  ],
  text: String.raw`/* Times as text, and the clock in other units. */
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <time.h>

static const char *const days[] = { "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday" };
static const char *const months[] = { "January", "February", "March", "April", "May", "June", "July", "August",
				      "September", "October", "November", "December" };

struct tm *gmtime_r(const time_t *time, struct tm *fields)
{
	*fields = *gmtime(time);
	return fields;
}

struct tm *localtime_r(const time_t *time, struct tm *fields)
{
	return gmtime_r(time, fields);
}

time_t timegm(struct tm *fields)
{
	return mktime(fields);
}

char *asctime_r(const struct tm *fields, char *text)
{
	sprintf(text, "%.3s %.3s%3d %.2d:%.2d:%.2d %d\n", days[fields->tm_wday], months[fields->tm_mon],
		fields->tm_mday, fields->tm_hour, fields->tm_min, fields->tm_sec, 1900 + fields->tm_year);
	return text;
}

char *asctime(const struct tm *fields)
{
	static char text[64];

	return asctime_r(fields, text);
}

char *ctime(const time_t *time)
{
	return asctime(localtime(time));
}

static int is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/* The week's number in ISO 8601; '*year' becomes the year that it belongs to. */
static int iso_week(const struct tm *fields, int *year)
{
	int week = (fields->tm_yday - (fields->tm_wday + 6) % 7 + 10) / 7, last_day, last_weekday;

	*year = fields->tm_year + 1900;
	if (week < 1) {
		--*year;
		last_day = 364 + is_leap(*year);
		last_weekday = (fields->tm_wday + 371 - fields->tm_yday - 1) % 7;
		return (last_day - (last_weekday + 6) % 7 + 10) / 7;
	}
	last_weekday = (fields->tm_wday + 364 + is_leap(*year) - fields->tm_yday) % 7;
	if (week == 53 && (last_weekday + 6) % 7 < 3) {
		++*year;
		return 1;
	}
	return week;
}

static size_t one_field(char *to, size_t size, char conversion, const struct tm *t)
{
	int hour12 = t->tm_hour % 12 ? t->tm_hour % 12 : 12, year = 0, week;
	struct tm copy = *t;

	switch (conversion) {
	case 'a': return (size_t)snprintf(to, size, "%.3s", days[t->tm_wday]);
	case 'A': return (size_t)snprintf(to, size, "%s", days[t->tm_wday]);
	case 'b':
	case 'h': return (size_t)snprintf(to, size, "%.3s", months[t->tm_mon]);
	case 'B': return (size_t)snprintf(to, size, "%s", months[t->tm_mon]);
	case 'c': return strftime(to, size, "%a %b %e %H:%M:%S %Y", t);
	case 'C': return (size_t)snprintf(to, size, "%02d", (t->tm_year + 1900) / 100);
	case 'd': return (size_t)snprintf(to, size, "%02d", t->tm_mday);
	case 'D':
	case 'x': return strftime(to, size, "%m/%d/%y", t);
	case 'e': return (size_t)snprintf(to, size, "%2d", t->tm_mday);
	case 'F': return strftime(to, size, "%Y-%m-%d", t);
	case 'g':
	case 'G':
	case 'V':
		week = iso_week(t, &year);
		return (size_t)snprintf(to, size, conversion == 'G' ? "%d" : "%02d",
					conversion == 'G' ? year : conversion == 'g' ? year % 100 : week);
	case 'H': return (size_t)snprintf(to, size, "%02d", t->tm_hour);
	case 'I': return (size_t)snprintf(to, size, "%02d", hour12);
	case 'j': return (size_t)snprintf(to, size, "%03d", t->tm_yday + 1);
	case 'm': return (size_t)snprintf(to, size, "%02d", t->tm_mon + 1);
	case 'M': return (size_t)snprintf(to, size, "%02d", t->tm_min);
	case 'n': return (size_t)snprintf(to, size, "\n");
	case 'p': return (size_t)snprintf(to, size, t->tm_hour < 12 ? "AM" : "PM");
	case 'r': return strftime(to, size, "%I:%M:%S %p", t);
	case 'R': return strftime(to, size, "%H:%M", t);
	case 's': return (size_t)snprintf(to, size, "%ld", (long)mktime(&copy));
	case 'S': return (size_t)snprintf(to, size, "%02d", t->tm_sec);
	case 't': return (size_t)snprintf(to, size, "\t");
	case 'T':
	case 'X': return strftime(to, size, "%H:%M:%S", t);
	case 'u': return (size_t)snprintf(to, size, "%d", t->tm_wday ? t->tm_wday : 7);
	case 'U': return (size_t)snprintf(to, size, "%02d", (t->tm_yday + 7 - t->tm_wday) / 7);
	case 'w': return (size_t)snprintf(to, size, "%d", t->tm_wday);
	case 'W': return (size_t)snprintf(to, size, "%02d", (t->tm_yday + 7 - (t->tm_wday + 6) % 7) / 7);
	case 'y': return (size_t)snprintf(to, size, "%02d", t->tm_year % 100);
	case 'Y': return (size_t)snprintf(to, size, "%d", t->tm_year + 1900);
	case 'z': return (size_t)snprintf(to, size, "+0000");
	case 'Z': return (size_t)snprintf(to, size, "GMT");
	case '%': return (size_t)snprintf(to, size, "%%");
	}
	return (size_t)snprintf(to, size, "%%%c", conversion);
}

size_t strftime(char *to, size_t size, const char *format, const struct tm *fields)
{
	size_t length = 0;

	for (; *format; format++) {
		if (*format != '%' || !format[1]) {
			if (length + 1 >= size)
				return 0;
			to[length++] = *format;
			continue;
		}
		format++;
		if ((*format == 'E' || *format == 'O') && format[1])
			format++;
		length += one_field(to + length, size - length, *format, fields);
		if (length >= size)
			return 0;
	}
	if (length < size)
		to[length] = '\0';
	return length;
}

int timespec_get(struct timespec *now, int base)
{
	if (base != TIME_UTC)
		return 0;
	clock_gettime(CLOCK_REALTIME, now);
	return base;
}

int clock_getres(int clock, struct timespec *result)
{
	result->tv_sec = 0;
	result->tv_nsec = 1000000;
	return 0;
}

int gettimeofday(struct timeval *now, void *zone)
{
	struct timespec time;

	clock_gettime(CLOCK_REALTIME, &time);
	now->tv_sec = time.tv_sec;
	now->tv_usec = time.tv_nsec / 1000;
	return 0;
}

int getrusage(int who, struct rusage *usage)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	memset(usage, 0, sizeof(*usage));
	usage->ru_utime.tv_sec = time.tv_sec;
	usage->ru_utime.tv_usec = time.tv_nsec / 1000;
	return 0;
}
`,
};
