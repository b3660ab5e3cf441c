import type { LibrarySource } from '../library.ts';

export const source: LibrarySource = {
  path: 'libc/integers.c',
  provides: [
    'abs',
    'atoi',
    'atol',
    'atoll',
    'div',
    'imaxabs',
    'imaxdiv',
    'labs',
    'ldiv',
    'llabs',
    'lldiv',
    'strtoimax',
    'strtol',
    'strtoll',
    'strtoul',
    'strtoull',
    'strtoumax',
  ],
  text: String.raw`/* Absolute values, quotients with remainders, and integers read from text. */
#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>

int abs(int value)
{
	return value < 0 ? -value : value;
}

long labs(long value)
{
	return value < 0 ? -value : value;
}

long long llabs(long long value)
{
	return value < 0 ? -value : value;
}

intmax_t imaxabs(intmax_t value)
{
	return value < 0 ? -value : value;
}

div_t div(int numerator, int denominator)
{
	div_t result = { numerator / denominator, numerator % denominator };

	return result;
}

ldiv_t ldiv(long numerator, long denominator)
{
	ldiv_t result = { numerator / denominator, numerator % denominator };

	return result;
}

lldiv_t lldiv(long long numerator, long long denominator)
{
	lldiv_t result = { numerator / denominator, numerator % denominator };

	return result;
}

imaxdiv_t imaxdiv(intmax_t numerator, intmax_t denominator)
{
	imaxdiv_t result = { numerator / denominator, numerator % denominator };

	return result;
}

static int digit_value(int c)
{
	if (isdigit(c))
		return c - '0';
	return isalpha(c) ? tolower(c) - 'a' + 10 : 99;
}

/*
 * Reads sign, prefix and digits. The value is the magnitude, ULONG_MAX if it does not fit (then
 * *overflow is set). With nothing to convert, *end is 'text' itself.
 */
static unsigned long read_magnitude(const char *text, char **end, int base, int *negative,
				    int *overflow)
{
	const char *at = text, *digits;
	unsigned long value = 0;

	*negative = *overflow = 0;
	while (isspace((unsigned char)*at))
		at++;
	if (*at == '+' || *at == '-')
		*negative = *at++ == '-';
	if ((base == 0 || base == 16) && at[0] == '0' && (at[1] == 'x' || at[1] == 'X') &&
	    digit_value((unsigned char)at[2]) < 16) {
		at += 2;
		base = 16;
	}
	if (base == 0)
		base = *at == '0' ? 8 : 10;
	digits = at;
	for (; digit_value((unsigned char)*at) < base; at++) {
		unsigned long digit = (unsigned long)digit_value((unsigned char)*at);

		if (value > (ULONG_MAX - digit) / (unsigned long)base)
			*overflow = 1;
		value = value * (unsigned long)base + digit;
	}
	if (end)
		*end = (char *)(at == digits ? text : at);
	return *overflow ? ULONG_MAX : value;
}

unsigned long strtoul(const char *text, char **end, int base)
{
	int negative, overflow;
	unsigned long value = read_magnitude(text, end, base, &negative, &overflow);

	if (overflow) {
		errno = ERANGE;
		return ULONG_MAX;
	}
	return negative ? -value : value;
}

long strtol(const char *text, char **end, int base)
{
	int negative, overflow;
	unsigned long value = read_magnitude(text, end, base, &negative, &overflow);
	unsigned long limit = (unsigned long)LONG_MAX + (unsigned long)negative;

	if (value > limit) {
		errno = ERANGE;
		return negative ? LONG_MIN : LONG_MAX;
	}
	return negative ? (long)-value : (long)value;
}

long long strtoll(const char *text, char **end, int base)
{
	return strtol(text, end, base);
}

unsigned long long strtoull(const char *text, char **end, int base)
{
	return strtoul(text, end, base);
}

intmax_t strtoimax(const char *text, char **end, int base)
{
	return strtol(text, end, base);
}

uintmax_t strtoumax(const char *text, char **end, int base)
{
	return strtoul(text, end, base);
}

int atoi(const char *text)
{
	return (int)strtol(text, NULL, 10);
}

long atol(const char *text)
{
	return strtol(text, NULL, 10);
}

long long atoll(const char *text)
{
	return strtol(text, NULL, 10);
}
`,
};
