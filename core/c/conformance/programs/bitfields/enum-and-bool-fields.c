/* Fields of enum and _Bool type. */
#include <stdio.h>
#include <stdbool.h>

enum colour { RED, GREEN, BLUE, WHITE = 7 };
enum sign { MINUS = -1, ZERO, PLUS };

struct s {
	enum colour colour : 3;
	enum sign sign : 2;
	bool on : 1;
	bool : 1;
	bool off : 1;
};

int main(void)
{
	struct s s = { WHITE, MINUS, true, false };

	printf("%d %d %d %d %zu\n", s.colour, s.sign, s.on, s.off, sizeof(s));
	s.colour = BLUE;
	s.sign = PLUS;
	s.off = 8;
	s.on = 0.5 > 1;
	printf("%d %d %d %d\n", s.colour, s.sign, s.on, s.off);
	s.on = !s.on;
	s.off ^= 1;
	printf("%d %d %d\n", s.on, s.off, s.colour == BLUE);
	switch (s.colour) {
	case BLUE:
		puts("blue");
		break;
	default:
		puts("other");
	}
	return 0;
}
