/* Character constants: escapes, sign, more than one character. */
#include <stdio.h>

int main(void)
{
	printf("%d %d %d %d\n", 'A', '\n', '\\', '\'');
	printf("%d %d %d %d\n", '\0', '\101', '\x41', '\377');
	printf("%d %d\n", '\xff', '\x80' < 0);
	printf("%d %d %d %d %d %d %d\n", '\a', '\b', '\f', '\r', '\t', '\v', '\e');
	printf("%x %x\n", 'ab', 'abcd');
	printf("%d %d %d\n", L'x', u'x', U'x');
	printf("%zu %zu %zu\n", sizeof('a'), sizeof(L'a'), sizeof(u'a'));
	printf("%d\n", '\?' == '?' && '"' == '\"');
	printf("%d\n", (unsigned char)'\xff');
	return 0;
}
