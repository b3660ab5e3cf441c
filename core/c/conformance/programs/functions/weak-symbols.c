/* Weak functions and variables that nobody defines are at address 0; a strong definition wins. */
#include <stdio.h>

extern int nowhere(int) __attribute__((weak));
extern int missing __attribute__((weak));
static int hidden = 5;
extern int visible __attribute__((alias("hidden")));

int __attribute__((weak)) chosen(void)
{
	return 1;
}

static int (*table[])(int) = { nowhere };

int main(void)
{
	printf("%d %d\n", nowhere ? nowhere(3) : -1, &missing == 0);
	printf("%d %d\n", !nowhere, table[0] == 0);
	if (nowhere && nowhere(1))
		puts("called");
	visible++;
	printf("%d %d\n", hidden, chosen());
	return 0;
}
