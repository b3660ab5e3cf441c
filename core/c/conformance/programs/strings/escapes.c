/* Every escape sequence, byte by byte. */
#include <stdio.h>

static void dump(const char *s, int n)
{
	while (n--)
		printf("%02x ", (unsigned char)*s++);
	printf("\n");
}

int main(void)
{
	static const char simple[] = "\a\b\f\n\r\t\v\\\'\"\?\e";
	static const char octal[] = "\0\1\12\123\1234\08\377";
	static const char hex[] = "\x1\x12\x7f" "f\xAb\xfF";
	static const char utf8[] = "\u00e9\u20ac\U0001F600";

	dump(simple, sizeof(simple));
	dump(octal, sizeof(octal));
	dump(hex, sizeof(hex));
	dump(utf8, sizeof(utf8));
	dump("tab\tend", 8);
	printf("a\"b\\c%%\n");
	printf("%s\n", "caf\u00e9");
	return 0;
}
