/* Signed bit-fields are sign-extended when they are read. */
#include <stdio.h>

#define WIDTHS(X)                                                                          \
	X(1) X(2) X(3) X(4) X(5) X(6) X(7) X(8) X(9) X(10) X(11) X(12) X(13) X(14) X(15)   \
	X(16) X(17) X(18) X(19) X(20) X(21) X(22) X(23) X(24) X(25) X(26) X(27) X(28)      \
	X(29) X(30) X(31) X(32)
#define TRY(w)                                                                             \
	{                                                                                  \
		struct { signed a : 2; signed f : w; } s = { -1, 0 };                      \
		s.f = -1;                                                                  \
		printf("%d: %d", w, s.f);                                                  \
		s.f = 1 << (w - 1 < 31 ? w - 1 : 30);                                      \
		printf(" %d", s.f);                                                        \
		s.f = 0x2a5a5a5a;                                                          \
		printf(" %d %d\n", s.f, s.a);                                              \
	}

int main(void)
{
	WIDTHS(TRY)
	return 0;
}
