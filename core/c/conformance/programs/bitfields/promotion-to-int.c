/* A field narrower than int promotes to int, even an unsigned one. */
#include <stdio.h>

struct s {
	unsigned narrow : 5;
	unsigned full : 32;
	signed neg : 4;
	unsigned char byte : 8;
	_Bool bit : 1;
};

int main(void)
{
	struct s s = { 3, 3, -3, 200, 1 };

	printf("%d %d\n", s.narrow - 4, s.narrow - 4 < 0);
	printf("%d\n", s.full - 4 < 0);
	printf("%d %d\n", s.neg - 6, s.neg < 0);
	printf("%d %d\n", ~s.narrow, -s.narrow);
	printf("%d\n", s.byte << 4);
	printf("%d\n", -s.bit);
	printf("%d %d\n", s.narrow > -1, s.full > -1);
	printf("%s\n", _Generic(+s.narrow, int: "int", unsigned: "unsigned"));
	printf("%s\n", _Generic(+s.full, int: "int", unsigned: "unsigned"));
	return 0;
}
