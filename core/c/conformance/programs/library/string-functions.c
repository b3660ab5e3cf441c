/* string.h, function by function. */
#include <stdio.h>
#include <string.h>

static int sign(int n) { return (n > 0) - (n < 0); }

int main(void)
{
	char a[32], b[] = "one,two;;three,", *save, *p;
	const char *text = "hello world";

	printf("%zu %zu\n", strlen(""), strlen(text));
	printf("%s ", strcpy(a, "abc"));
	printf("%s ", strcat(a, "def"));
	printf("%s ", strncat(a, "ghijkl", 2));
	printf("%s\n", strncpy(a, "xy", 5));
	printf("%d %d %d\n", a[2], a[4], a[5]);
	printf("%d %d %d %d\n", sign(strcmp("a", "b")), sign(strcmp("b", "a")), strcmp("a", "a"), sign(strcmp("", "a")));
	printf("%d %d %d\n", strncmp("abcd", "abce", 3), sign(strncmp("abcd", "abce", 4)), strncmp("a", "b", 0));
	printf("%d %d\n", sign(strcmp("\xff", "a")), sign(memcmp("\x80", "\x7f", 1)));
	printf("%s %s %d\n", strchr(text, 'o'), strrchr(text, 'o'), strchr(text, 'z') == NULL);
	printf("%zu %s\n", strlen(strchr(text, 0)), strstr(text, "lo w"));
	printf("%d %s\n", strstr(text, "xyz") == NULL, strstr(text, ""));
	printf("%zu %zu %s\n", strspn("aabbc", "ab"), strcspn("hello", "lo"), strpbrk("hello", "xol"));
	for (p = strtok_r(b, ",;", &save); p; p = strtok_r(NULL, ",;", &save))
		printf("<%s>", p);
	strcpy(a, " a b ");
	for (p = strtok(a, " "); p; p = strtok(NULL, " "))
		printf("<%s>", p);
	printf("\n");
	memset(a, '-', 10);
	a[10] = 0;
	memcpy(a + 2, "XY", 2);
	printf("%s ", a);
	memmove(a + 1, a, 5);
	printf("%s ", a);
	memmove(a, a + 3, 6);
	printf("%s\n", a);
	printf("%ld %d\n", (long)((char *)memchr(text, 'w', 11) - text), memchr(text, 'w', 3) == NULL);
	printf("%d %d\n", memcmp("abc", "abd", 2), sign(memcmp("abc", "abd", 3)));
	printf("%zu %zu\n", strnlen("abcdef", 3), strnlen("ab", 3));
	return 0;
}
