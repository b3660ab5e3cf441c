/* String literals indexed, subtracted, measured. */
#include <stdio.h>

static const char *digits = "0123456789" + 3;
static const char hex[] = "0123456789abcdef";

static void put(unsigned n)
{
	if (n > 15)
		put(n >> 4);
	putchar(hex[n & 15]);
}

int main(void)
{
	const char *s = "pointer", *t = &"pointer"[7];
	char a[] = "array";

	printf("%s %d\n", digits, *t);
	printf("%c %c %c\n", "abc"[1], 2["abc"], *("abc" + 2));
	printf("%zu %zu\n", sizeof("array"), sizeof(a));
	a[0] = 'A';
	printf("%s %s\n", a, s + 3);
	put(0xdeadbeef);
	printf("%s\n", "\0hidden"[0] ? "x" : "empty");
	printf("%.3s|%5.2s|%-6s|\n", "abcdef", "xyz", "l");
	return 0;
}
