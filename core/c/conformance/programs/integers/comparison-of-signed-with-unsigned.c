/* A signed operand turns unsigned when the other one is, and at least as wide. */
#include <stdio.h>

int main(void)
{
	int i = -1;
	unsigned u = 1;
	long l = -1;
	unsigned long ul = 1;
	unsigned char c = 255;
	unsigned short s = 65535;

	printf("%d %d %d\n", i < (int)u, (unsigned)i < u, (unsigned)i > u);
	printf("%d %d\n", l < (long)u, (unsigned long)l < ul);
	printf("%d\n", l < u);
	printf("%d %d\n", c > i, s > i);
	printf("%d %d\n", c == (signed char)-1, (signed char)c == -1);
	printf("%d\n", sizeof(int) > (unsigned long)-1 - 10);
	printf("%d %d %d %d\n", u >= 0u, u - 2 > 0, (int)(u - 2) > 0, u - 2 < 5);
	printf("%d\n", (long)u - 2 < 0);
	return 0;
}
