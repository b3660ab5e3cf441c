/* && and || give 0 or 1 and stop as soon as they know. */
#include <stdio.h>

static int calls;

static int say(int value)
{
	calls++;
	printf("[%d]", value);
	return value;
}

int main(void)
{
	int r;
	char *p = NULL;

	r = say(0) && say(1);
	printf(" %d\n", r);
	r = say(2) && say(3);
	printf(" %d\n", r);
	r = say(0) || say(5);
	printf(" %d\n", r);
	r = say(7) || say(8);
	printf(" %d\n", r);
	r = say(0) || (say(1) && say(0)) || !say(0);
	printf(" %d\n", r);
	printf("%d\n", p && *p);
	printf("%d %d\n", !5, !0);
	printf("%d\n", !p);
	printf("%d %d\n", 0.5 && 1, 0.0 || 0);
	if (!(say(1) && say(0)))
		printf(" no\n");
	printf("%d\n", calls);
	return 0;
}
