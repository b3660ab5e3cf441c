/*
 * Prints what the C library's printf makes of each case on standard input. A case is a line:
 * type, stars, first star, second star, bits (low, high), format in hexadecimal.
 * The result is a line of hexadecimal bytes.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char out[1 << 16];

#define FORMAT(...)                                                    \
	(stars == 0   ? snprintf(out, sizeof(out), format, __VA_ARGS__) \
	 : stars == 1 ? snprintf(out, sizeof(out), format, a, __VA_ARGS__) \
		      : snprintf(out, sizeof(out), format, a, b, __VA_ARGS__))

int main(void)
{
	static char line[1 << 16], hex[1 << 15], format[1 << 14];
	char type;
	int stars, a, b, length, i;
	unsigned long low, high;

	while (fgets(line, sizeof(line), stdin)) {
		unsigned int byte;

		if (sscanf(line, "%c %d %d %d %lx %lx %s", &type, &stars, &a, &b, &low, &high, hex) != 7)
			return 1;
		for (i = 0; sscanf(hex + 2 * i, "%2x", &byte) == 1; i++)
			format[i] = (char)byte;
		format[i] = 0;
		if (type == 'i') {
			length = FORMAT(low);
		} else if (type == 'd') {
			double value;

			memcpy(&value, &low, 8);
			length = FORMAT(value);
		} else if (type == 'L') {
			long double value = 0;

			memcpy(&value, &low, 8);
			memcpy((char *)&value + 8, &high, 2);
			length = FORMAT(value);
		} else {
			char text[9] = { 0 };

			memcpy(text, &low, 8);
			length = FORMAT(low == 0 ? NULL : text);
		}
		for (i = 0; i < length; i++)
			printf("%02x", (unsigned char)out[i]);
		putchar('\n');
	}
	return 0;
}
