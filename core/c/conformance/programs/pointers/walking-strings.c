/* The classic pointer loops over strings. */
#include <stdio.h>

static int length(const char *s)
{
	const char *p = s;

	while (*p++)
		;
	return (int)(p - s - 1);
}

static char *copy(char *to, const char *from)
{
	char *start = to;

	while ((*to++ = *from++))
		;
	return start;
}

static int compare(const char *a, const char *b)
{
	for (; *a && *a == *b; ++a, ++b)
		;
	return *a - *b;
}

static void reverse(char *s)
{
	char *e = s + length(s);

	while (s < --e) {
		char c = *s;

		*s++ = *e;
		*e = c;
	}
}

int main(int argc, char **argv)
{
	char buffer[32];
	const char *words[] = { "alpha", "beta", "", "gamma", NULL }, **w;

	printf("%d %d\n", length(""), length("four"));
	printf("%s\n", copy(buffer, "hello"));
	reverse(buffer);
	printf("%s %d %d\n", buffer, compare("abc", "abd"), compare("abc", "abc"));
	for (w = words; *w; w++)
		printf("%s%c", *w, w[1] ? ',' : '\n');
	printf("%c %c %c\n", *words[0], **(words + 1), *(*words + 2));
	printf("%d %d\n", argc, argv[argc] == NULL);
	return 0;
}
