/* GNU case ranges, overlapping nothing, next to single labels. */
#include <stdio.h>

enum level { LOW = 10, HIGH = 20 };

static char kind(int c)
{
	switch (c) {
	case '0' ... '9': return 'd';
	case 'a' ... 'f':
	case 'A' ... 'F': return 'x';
	case 'g' ... 'z': return 'l';
	case ' ': return 's';
	case -100 ... -1: return 'n';
	case 1000 ... 2000000000: return 'b';
	default: return '?';
	}
}

static int between(long n)
{
	switch (n) {
	case LOW ... HIGH: return 1;
	case HIGH + 1 ... 0x200000000: return 2;
	}
	return 0;
}

int main(void)
{
	const char *s;

	for (s = "7fZ g Aq!"; *s; s++)
		printf("%c", kind(*s));
	printf("%c%c%c%c%c\n", kind(-1), kind(-100), kind(-101), kind(1500000000), kind(999));
	printf("%d %d %d %d %d\n", between(9), between(10), between(20), between(21),
	       between(0x200000001));
	return 0;
}
