/* The builtin forms of library functions. */
#include <stdio.h>

int main(void)
{
	char a[16], b[16];
	const char *text = "builtin";

	__builtin_memset(a, 'x', sizeof(a));
	__builtin_memcpy(a, text, 4);
	a[8] = 0;
	printf("%s %lu\n", a, (unsigned long)__builtin_strlen(text));
	__builtin_memmove(a + 2, a, 5);
	printf("%s\n", a);
	__builtin_strcpy(b, text);
	printf("%d %d\n", __builtin_memcmp(b, text, 8), __builtin_strcmp(b, "builtim") > 0);
	printf("%s\n", __builtin_strchr(b, 'l'));
	__builtin_printf("%d\n", __builtin_abs(-4));
	_Static_assert(__builtin_strlen("four") == 4, "constant");
	__builtin_puts("done");
	return 0;
}
