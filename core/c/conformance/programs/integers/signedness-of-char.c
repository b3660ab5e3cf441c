/* Plain char is signed on this machine, and a type of its own. */
#include <stdio.h>

int main(void)
{
	char c = (char)200;
	signed char s = (signed char)200;
	unsigned char u = 200;
	char text[] = "\xe2\x82\xac";
	int sum = 0, i;

	printf("%d %d %d\n", c, s, u);
	printf("%d %d %d\n", c < 0, c == s, c == u);
	for (i = 0; text[i]; i++)
		sum += text[i];
	printf("%d\n", sum);
	printf("%d\n", (unsigned char)text[0]);
	printf("%x %x\n", c, u);
	printf("%d %d\n", c >> 1, u >> 1);
	printf("%s\n", _Generic(c, char: "char", signed char: "signed", unsigned char: "unsigned"));
	return 0;
}
