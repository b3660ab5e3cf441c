/* strtol and its family: bases, ends, limits. */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

static void try(const char *s, int base)
{
	char *end;
	long l;
	unsigned long u;

	errno = 0;
	l = strtol(s, &end, base);
	printf("[%s]/%d: %ld %ld %d", s, base, l, (long)(end - s), errno == ERANGE);
	errno = 0;
	u = strtoul(s, &end, base);
	printf(" %lu %ld %d\n", u, (long)(end - s), errno == ERANGE);
}

int main(void)
{
	try("42", 10);
	try("  -42abc", 10);
	try("+7", 0);
	try("0x1fg", 0);
	try("0x1f", 16);
	try("0xg", 16);
	try("0x", 0);
	try("017", 0);
	try("089", 0);
	try("zz", 36);
	try("1012", 2);
	try("", 10);
	try("abc", 10);
	try("- 1", 10);
	try("9223372036854775807", 10);
	try("9223372036854775808", 10);
	try("-9223372036854775808", 10);
	try("-9223372036854775809", 10);
	try("18446744073709551615", 10);
	try("18446744073709551616", 10);
	try("-1", 10);
	printf("%d %d %d\n", atoi("123x"), atoi("-9"), atoi("x"));
	printf("%ld %lld\n", atol("5000000000"), atoll("-5000000000"));
	printf("%d %ld\n", abs(-5), labs(-5000000000));
	printf("%d %d\n", div(-7, 2).quot, div(-7, 2).rem);
	printf("%ld %ld\n", ldiv(7000000000, -3).quot, ldiv(7000000000, -3).rem);
	return 0;
}
