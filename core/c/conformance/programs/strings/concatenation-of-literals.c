/* Neighbouring literals become one string; prefixes spread. */
#include <stdio.h>
#include <stddef.h>

#define VERSION "1." "2"
#define NL "\n"

static const wchar_t wide[] = L"ab" "cd";
static const wchar_t wide2[] = "ab" L"c";

int main(void)
{
	const char *s = "one "
			"two "
			/* comment */ "three";

	printf("%s" NL, s);
	printf("version " VERSION ", " "%d" "%s" NL, 5, "" "");
	printf("%zu %zu\n", sizeof("\x1" "2"), sizeof("ab\0" "cd"));
	printf("%zu %zu %d\n", sizeof(wide) / sizeof(wide[0]), sizeof(wide2) / sizeof(wide2[0]), (int)wide[3]);
	printf("%c\n", ("abc" "def")[4]);
	return 0;
}
