/* The controlling expression is promoted; labels convert to its type. */
#include <stdio.h>

static int wide(unsigned long n)
{
	switch (n) {
	case 0x100000000: return 1;
	case -1ul: return 2;
	case 0: return 3;
	case 0x8000000000000000: return 4;
	}
	return 0;
}

static int narrow(signed char c)
{
	switch (c) {
	case -1: return 1;
	case 127: return 2;
	case 'a': return 3;
	}
	return 0;
}

static int byte(unsigned char c)
{
	switch (c) {
	case 255: return 1;
	case 200 ... 210: return 2;
	}
	return 0;
}

static int unsigned_switch(unsigned u)
{
	switch (u) {
	case -1: return 1;
	case 2147483648: return 2;
	}
	return 0;
}

int main(void)
{
	printf("%d %d %d %d %d\n", wide(1ul << 32), wide(~0ul), wide(0), wide(1ul << 63), wide(1));
	printf("%d %d %d\n", narrow((signed char)255), narrow(127), narrow('a'));
	printf("%d %d %d\n", byte(255), byte(205), byte(211));
	printf("%d %d %d\n", unsigned_switch(4294967295u), unsigned_switch(1u << 31), unsigned_switch(0));
	return 0;
}
