/* Continued lines, comments that look like code, code that looks like comments. */
#include <stdio.h>

#define LONG(a, b) \
	do { \
		printf("%d %d\n", a, \
		       b); \
	} while (0)
#define COMMENT(x) /* one */ x /* two */
#define SLASHES "// not a comment"

int ma\
in(void)
{
	int x = 8, *p = &x; // a comment \
	goes on
	const char *s = "/* not a comment */";

	LONG(1, 2);
	printf("%d\n", COMMENT(3));
	printf("%s %s\n", s, SLASHES);
	printf("%d\n", 16 / *p);
	printf("%d\n", 16 /* comment */ / 2);
	printf("con\
tinued\n");
	/* printf("never\n"); // */ printf("after\n"); /*/ still a comment */
	printf("%c%c\n", '"', '\'');
	printf("%d\n", __LINE__); //
	printf("%s\n", "a" /* between */ "b" // end
	       "c");
	return 0;
}
