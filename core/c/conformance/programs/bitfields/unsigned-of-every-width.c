/* Unsigned bit-fields of 1 to 32 bits keep their low bits. */
#include <stdio.h>

#define WIDTHS(X)                                                                          \
	X(1) X(2) X(3) X(4) X(5) X(6) X(7) X(8) X(9) X(10) X(11) X(12) X(13) X(14) X(15)   \
	X(16) X(17) X(18) X(19) X(20) X(21) X(22) X(23) X(24) X(25) X(26) X(27) X(28)      \
	X(29) X(30) X(31) X(32)
#define TRY(w)                                                                             \
	{                                                                                  \
		struct { unsigned before : 3; unsigned f : w; unsigned after : 5; } s = { 7, 0, 21 }; \
		s.f = 0xffffffff;                                                          \
		printf("%d: %x %u %u %zu", w, s.f, s.before, s.after, sizeof(s));          \
		s.f = 0x5a5a5a5a;                                                          \
		printf(" %x", s.f);                                                        \
		s.f++;                                                                     \
		printf(" %x %u %u\n", s.f, s.before, s.after);                             \
	}

int main(void)
{
	WIDTHS(TRY)
	return 0;
}
