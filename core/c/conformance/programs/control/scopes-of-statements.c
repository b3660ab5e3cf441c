/* Selections and loops, and the statements inside them, are scopes of their own. */
#include <stdio.h>

enum { in = 0 };

int main(void)
{
	int n = 0;

	if (sizeof(enum { in = 1 }))
		n += in;
	n += in;
	while (sizeof(enum { in = 2 }) && n < 5)
		n += in;
	do
		n += sizeof(enum { in = 100 }) + in;
	while (in);
	switch (sizeof(enum { in = 1000 })) {
	default:
		n += in;
	}
	for (int in = 3; in < 4; in++)
		n += in;
	printf("%d %d\n", n, in);
	return 0;
}
