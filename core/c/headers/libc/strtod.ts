import type { LibrarySource } from '../library.ts';

export const source: LibrarySource = {
  path: 'libc/strtod.c',
  provides: ['atof', 'strtod', 'strtof'],
  text: String.raw`/*
 * Decimal and hexadecimal text to double, rounded to nearest even from the exact value: the digits
 * become a big integer, scaled so that the quotient has 64 bits or more, and the remainder decides.
 */
#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* 32 bits per word, lowest first. 800 digits and 10^330, or 10^1100, fit. */
#define WORDS 180

struct big {
	int length;
	unsigned int word[WORDS];
};

static void multiply_add(struct big *n, unsigned int factor, unsigned int add)
{
	unsigned long carry = add;
	int i;

	for (i = 0; i < n->length; i++) {
		carry += (unsigned long)n->word[i] * factor;
		n->word[i] = (unsigned int)carry;
		carry >>= 32;
	}
	if (carry)
		n->word[n->length++] = (unsigned int)carry;
}

static int bit_length(const struct big *n)
{
	if (n->length == 0)
		return 0;
	return n->length * 32 - __builtin_clz(n->word[n->length - 1]);
}

static void shift_left(struct big *n, int bits)
{
	int words = bits / 32, i;

	if (n->length == 0)
		return;
	multiply_add(n, 1U << bits % 32, 0);
	if (words == 0)
		return;
	for (i = n->length - 1; i >= 0; i--)
		n->word[i + words] = n->word[i];
	memset(n->word, 0, (unsigned long)words * sizeof(n->word[0]));
	n->length += words;
}

static int compare(const struct big *a, const struct big *b)
{
	int i;

	if (a->length != b->length)
		return a->length - b->length;
	for (i = a->length - 1; i >= 0; i--)
		if (a->word[i] != b->word[i])
			return a->word[i] < b->word[i] ? -1 : 1;
	return 0;
}

static void subtract(struct big *a, const struct big *b)
{
	long borrow = 0;
	int i;

	for (i = 0; i < a->length; i++) {
		borrow += (long)a->word[i] - (i < b->length ? (long)b->word[i] : 0);
		a->word[i] = (unsigned int)borrow;
		borrow >>= 32;
	}
	while (a->length > 0 && a->word[a->length - 1] == 0)
		a->length--;
}

/*
 * mantissa * 2^exponent, with 'sticky' telling whether the exact value is a little greater, rounded
 * once to 'precision' bits (fewer below 2^lowest).
 */
static double assemble(unsigned long mantissa, int exponent, int sticky, int precision, int lowest)
{
	int drop, length = 64 - __builtin_clzl(mantissa);
	unsigned long rest, half;

	drop = length - precision;
	if (exponent + drop < lowest)
		drop = lowest - exponent;
	if (drop > 64)
		return 0;
	if (drop > 0) {
		half = 1UL << (drop - 1);
		rest = drop == 64 ? mantissa : mantissa & ((half << 1) - 1);
		mantissa = drop == 64 ? 0 : mantissa >> drop;
		if (rest > half || (rest == half && (sticky || (mantissa & 1))))
			mantissa++;
		exponent += drop;
	}
	return ldexp((double)mantissa, exponent);
}

/* digits * 10^power; destroys 'digits'. */
static double from_decimal(struct big *digits, int power, int precision, int lowest)
{
	static struct big divisor;
	unsigned long quotient = 0;
	int ahead, i;

	divisor.length = 1;
	divisor.word[0] = 1;
	for (; power > 0; power--)
		multiply_add(digits, 10, 0);
	for (; power < 0; power++)
		multiply_add(&divisor, 10, 0);
	/* Give both the same length, then divide bit by bit: the quotient starts at its highest bit. */
	ahead = bit_length(digits) - bit_length(&divisor);
	if (ahead > 0)
		shift_left(&divisor, ahead);
	else
		shift_left(digits, -ahead);
	for (i = 0; i < 64; i++) {
		quotient <<= 1;
		if (compare(digits, &divisor) >= 0) {
			subtract(digits, &divisor);
			quotient |= 1;
		}
		shift_left(digits, 1);
	}
	return assemble(quotient, ahead - 63, digits->length != 0, precision, lowest);
}

/* An exponent after its letter; leaves *at alone if there are no digits. */
static int read_exponent(const char **at)
{
	const char *p = *at + 1;
	int negative = 0, value = 0;

	if (*p == '+' || *p == '-')
		negative = *p++ == '-';
	if (!isdigit((unsigned char)*p))
		return 0;
	for (; isdigit((unsigned char)*p); p++)
		if (value < 100000)
			value = value * 10 + (*p - '0');
	*at = p;
	return negative ? -value : value;
}

/* These two return 0, and leave *text alone, if there is no number. */
static int read_decimal(const char **text, double *value, int precision, int lowest)
{
	static struct big digits;
	const char *at = *text;
	int power = 0, count = 0, point = 0, seen = 0;

	digits.length = 0;
	for (; isdigit((unsigned char)*at) || (*at == '.' && !point); at++) {
		if (*at == '.') {
			point = 1;
			continue;
		}
		seen = 1;
		if (count < 800) {
			multiply_add(&digits, 10, (unsigned int)(*at - '0'));
			count += digits.length > 0;
			power -= point;
		} else {
			/* No double needs more digits; that the rest is not zero still counts. */
			if (*at != '0')
				digits.word[0] |= 1;
			power += !point;
		}
	}
	if (!seen)
		return 0;
	if (*at == 'e' || *at == 'E')
		power += read_exponent(&at);
	*text = at;
	if (digits.length == 0)
		*value = 0;
	else if (count + power > 400)
		*value = HUGE_VAL;
	else
		*value = count + power < -400 ? 0 : from_decimal(&digits, power, precision, lowest);
	if (digits.length != 0 && (*value == 0 || *value == HUGE_VAL))
		errno = ERANGE;
	return 1;
}

static int read_hexadecimal(const char **text, double *value, int precision, int lowest)
{
	const char *at = *text + 2;
	unsigned long mantissa = 0;
	int exponent = 0, point = 0, seen = 0, sticky = 0;

	for (; isxdigit((unsigned char)*at) || (*at == '.' && !point); at++) {
		int digit;

		if (*at == '.') {
			point = 1;
			continue;
		}
		digit = isdigit((unsigned char)*at) ? *at - '0' : tolower(*at) - 'a' + 10;
		seen = 1;
		if (mantissa >> 60) {
			sticky |= digit;
			exponent += point ? 0 : 4;
		} else {
			mantissa = mantissa << 4 | (unsigned long)digit;
			exponent -= point ? 4 : 0;
		}
	}
	if (!seen)
		return 0;
	if (*at == 'p' || *at == 'P')
		exponent += read_exponent(&at);
	*text = at;
	*value = mantissa ? assemble(mantissa, exponent, sticky, precision, lowest) : 0;
	if (mantissa && (*value == 0 || *value == HUGE_VAL))
		errno = ERANGE;
	return 1;
}

static int read_word(const char **text, const char *word)
{
	size_t length = strlen(word);

	if (strncasecmp(*text, word, length) != 0)
		return 0;
	*text += length;
	return 1;
}

/* 'precision' bits of mantissa, the last of them worth 2^lowest or more. */
static double read_number(const char *text, char **end, int precision, int lowest)
{
	const char *at = text;
	double value = 0;
	int negative = 0;

	while (isspace((unsigned char)*at))
		at++;
	if (*at == '+' || *at == '-')
		negative = *at++ == '-';
	if (read_word(&at, "infinity") || read_word(&at, "inf"))
		value = HUGE_VAL;
	else if (read_word(&at, "nan"))
		value = nan("");
	else if (!(at[0] == '0' && (at[1] == 'x' || at[1] == 'X') &&
		   read_hexadecimal(&at, &value, precision, lowest)) &&
		 !read_decimal(&at, &value, precision, lowest)) {
		at = text;
		negative = 0;
	}
	if (end)
		*end = (char *)at;
	return negative ? -value : value;
}

double strtod(const char *text, char **end)
{
	return read_number(text, end, 53, -1074);
}

float strtof(const char *text, char **end)
{
	double value = read_number(text, end, 24, -149);

	if (fabs(value) > 0x1.fffffep127 && fabs(value) != HUGE_VAL)
		errno = ERANGE;
	return (float)value;
}

double atof(const char *text)
{
	return strtod(text, NULL);
}
`,
};
