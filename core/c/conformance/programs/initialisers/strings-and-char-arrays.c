/* Arrays of char from strings: length, missing NUL, braces around, zeros behind. */
#include <stdio.h>
#include <string.h>

static char open[] = "hello";
static char exact[5] = "hello";
static char longer[8] = "hi";
static char braced[] = { "braced" };
static char letters[] = { 'a', 'b', 0 };
static char joined[] = "one" " two" "\0three";
static const char *pointer = "pointer";
static char two[][6] = { "abc", { "de" }, { 'f', 'g' } };
static unsigned char bytes[] = "\xff\x80";

int main(void)
{
	char local[6] = "ab", empty[4] = "";
	char copied[] = "copied";
	int i;

	printf("%zu %zu %zu %zu %zu\n", sizeof(open), sizeof(exact), sizeof(longer), sizeof(braced),
	       sizeof(letters));
	printf("%.5s|%s|%s|%s|%s\n", exact, longer, braced, letters, pointer);
	printf("%zu %zu %s\n", sizeof(joined), strlen(joined), joined + 8);
	printf("%s %s %s %zu\n", two[0], two[1], two[2], sizeof(two));
	printf("%d %d %zu\n", bytes[0], bytes[1], sizeof(bytes));
	for (i = 0; i < 6; i++)
		printf("%d ", local[i]);
	printf("%d%d\n", empty[0], empty[3]);
	copied[0] = 'C';
	open[1] = 'E';
	printf("%s %s %c\n", copied, open, "literal"[3]);
	for (i = 2; i < 8; i++)
		printf("%d", longer[i]);
	printf("\n");
	return 0;
}
