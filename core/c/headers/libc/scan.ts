import type { LibrarySource } from '../library.ts';

export const source: LibrarySource = {
  path: 'libc/scan.c',
  provides: ['fscanf', 'scanf', 'sscanf', 'vfscanf', 'vscanf', 'vsscanf'],
  text: String.raw`/* The scanf family: one scanner over a source of single bytes with one byte of look-ahead. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "__lab.h"

struct source {
	const char *text;
	FILE *stream;
	int ahead;
	long consumed;
};

static void advance(struct source *in)
{
	in->consumed++;
	if (in->stream)
		in->ahead = fgetc(in->stream);
	else
		in->ahead = *in->text ? (unsigned char)*in->text++ : EOF;
}

static void skip_space(struct source *in)
{
	while (in->ahead != EOF && isspace(in->ahead))
		advance(in);
}

/* Takes the byte ahead into 'word' if there is room and it is one of 'set'. */
static int take(struct source *in, char *word, int *length, int limit, const char *set)
{
	if (*length >= limit || in->ahead == EOF || in->ahead == '\0' || !strchr(set, in->ahead))
		return 0;
	word[(*length)++] = (char)in->ahead;
	word[*length] = '\0';
	advance(in);
	return 1;
}

static int read_integer(struct source *in, char *word, int limit, int base)
{
	const char *digits = "0123456789abcdefABCDEF";
	char allowed[32];
	int length = 0, start;

	word[0] = '\0';
	take(in, word, &length, limit, "+-");
	start = length;
	if ((base == 0 || base == 16) && take(in, word, &length, limit, "0")) {
		if (take(in, word, &length, limit, "xX")) {
			base = 16;
			start = length;
		} else if (base == 0) {
			base = 8;
		}
	}
	if (base == 0)
		base = 10;
	strcpy(allowed, digits);
	if (base <= 10)
		allowed[base] = '\0';
	while (take(in, word, &length, limit, allowed))
		;
	return length > start;
}

static int read_real(struct source *in, char *word, int limit)
{
	int length = 0, digits = 0;

	word[0] = '\0';
	take(in, word, &length, limit, "+-");
	if (in->ahead == 'i' || in->ahead == 'I' || in->ahead == 'n' || in->ahead == 'N') {
		while (take(in, word, &length, limit, "infatyINFATY"))
			;
		return length > 2;
	}
	while (take(in, word, &length, limit, "0123456789"))
		digits++;
	if (take(in, word, &length, limit, "."))
		while (take(in, word, &length, limit, "0123456789"))
			digits++;
	if (digits && take(in, word, &length, limit, "eE")) {
		take(in, word, &length, limit, "+-");
		digits = 0;
		while (take(in, word, &length, limit, "0123456789"))
			digits++;
	}
	return digits > 0;
}

static void store(void *to, unsigned long value, int size)
{
	if (size == 1)
		*(unsigned char *)to = (unsigned char)value;
	else if (size == 2)
		*(unsigned short *)to = (unsigned short)value;
	else if (size == 4)
		*(unsigned int *)to = (unsigned int)value;
	else
		*(unsigned long *)to = value;
}

/* Reads the set after '[' into 'in_set'; returns what follows its ']'. */
static const char *read_set(const char *format, char *in_set)
{
	int invert = *format == '^', first = 1, c;

	format += invert;
	memset(in_set, invert, 256);
	for (; *format && (first || *format != ']'); format++, first = 0) {
		if (format[0] == '-' && !first && format[1] && format[1] != ']') {
			for (c = (unsigned char)format[-1]; c <= (unsigned char)format[1]; c++)
				in_set[c] = (char)!invert;
			continue;
		}
		in_set[(unsigned char)*format] = (char)!invert;
	}
	return *format ? format + 1 : format;
}

static int scan(struct source *in, const char *format, va_list arguments)
{
	int stored = 0, converted = 0;

	advance(in);
	in->consumed = 0;
	while (*format) {
		int skip = 0, width = 0, size = 4, base = 10, length = 0, c;
		char word[128], in_set[256], *to;

		if (isspace((unsigned char)*format)) {
			skip_space(in);
			format++;
			continue;
		}
		if (*format != '%' || format[1] == '%') {
			if (*format == '%') {
				format++;
				skip_space(in);
			}
			if (in->ahead != (unsigned char)*format)
				break;
			advance(in);
			format++;
			continue;
		}
		format++;
		if (*format == '*') {
			skip = 1;
			format++;
		}
		while (isdigit((unsigned char)*format))
			width = width * 10 + (*format++ - '0');
		for (;; format++) {
			if (*format == 'h')
				size /= 2;
			else if (*format == 'l' || *format == 'j' || *format == 'z' || *format == 't')
				size = 8;
			else if (*format != 'L')
				break;
		}
		c = *format++;
		if (c != 'c' && c != '[' && c != 'n')
			skip_space(in);
		if (c == 'n') {
			if (!skip)
				store(va_arg(arguments, void *), (unsigned long)in->consumed, size);
			continue;
		}
		if (in->ahead == EOF)
			return converted ? stored : EOF;
		if (c == 'd' || c == 'u' || c == 'i' || c == 'x' || c == 'X' || c == 'o' || c == 'p') {
			base = c == 'i' ? 0 : c == 'o' ? 8 : c == 'd' || c == 'u' ? 10 : 16;
			if (!read_integer(in, word, width && width < 127 ? width : 127, base))
				break;
			if (!skip)
				store(va_arg(arguments, void *),
				      c == 'd' || c == 'i' ? (unsigned long)strtol(word, NULL, base)
							   : strtoul(word, NULL, base),
				      c == 'p' ? 8 : size);
		} else if (c == 'f' || c == 'e' || c == 'g' || c == 'a' || c == 'E' || c == 'G') {
			if (!read_real(in, word, width && width < 127 ? width : 127))
				break;
			if (!skip && size == 8)
				*va_arg(arguments, double *) = strtod(word, NULL);
			else if (!skip)
				*va_arg(arguments, float *) = strtof(word, NULL);
		} else if (c == 's' || c == 'c' || c == '[') {
			if (c == 's') {
				memset(in_set, 1, sizeof(in_set));
				for (c = '\t'; c <= '\r'; c++)
					in_set[c] = 0;
				in_set[' '] = 0;
				c = 's';
			} else if (c == 'c') {
				memset(in_set, 1, sizeof(in_set));
				width = width ? width : 1;
			} else {
				format = read_set(format, in_set);
			}
			to = skip ? NULL : va_arg(arguments, char *);
			while (in->ahead != EOF && (!width || length < width) && in_set[in->ahead]) {
				if (to)
					to[length] = (char)in->ahead;
				length++;
				advance(in);
			}
			if (length == 0 || (c == 'c' && length < width))
				break;
			if (to && c != 'c')
				to[length] = '\0';
		} else {
			break;
		}
		converted = 1;
		stored += !skip;
	}
	return stored || converted || in->ahead != EOF || !*format ? stored : EOF;
}

int vsscanf(const char *text, const char *format, va_list arguments)
{
	struct source in = { .text = text };

	return scan(&in, format, arguments);
}

int vfscanf(FILE *stream, const char *format, va_list arguments)
{
	struct source in = { .stream = stream };
	int result = scan(&in, format, arguments);

	if (in.ahead != EOF)
		ungetc(in.ahead, stream);
	return result;
}

int vscanf(const char *format, va_list arguments)
{
	return vfscanf(stdin, format, arguments);
}

int sscanf(const char *text, const char *format, ...)
{
	va_list arguments;
	int result;

	va_start(arguments, format);
	result = vsscanf(text, format, arguments);
	va_end(arguments);
	return result;
}

int fscanf(FILE *stream, const char *format, ...)
{
	va_list arguments;
	int result;

	va_start(arguments, format);
	result = vfscanf(stream, format, arguments);
	va_end(arguments);
	return result;
}

int scanf(const char *format, ...)
{
	va_list arguments;
	int result;

	va_start(arguments, format);
	result = vfscanf(stdin, format, arguments);
	va_end(arguments);
	return result;
}
`,
};
