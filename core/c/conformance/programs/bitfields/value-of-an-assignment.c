/* The value of an assignment to a bit-field is what the field then holds. */
#include <stdio.h>

struct s {
	unsigned a : 3;
	signed b : 3;
	unsigned c : 1;
};

int main(void)
{
	struct s s = { 0 };
	int x, y = 6;

	x = s.a = 13 + y;
	printf("%d %d\n", x, s.a);
	x = s.b = y;
	printf("%d %d\n", x, s.b);
	x = s.a += 7;
	printf("%d\n", x);
	x = s.a++;
	printf("%d %d\n", x, s.a);
	s.a = 7;
	x = ++s.a;
	printf("%d %d\n", x, s.a);
	x = s.a--;
	printf("%d %d\n", x, s.a);
	s.b = 3;
	x = ++s.b;
	printf("%d\n", x);
	s.c = s.a = s.b = y;
	printf("%d %d %d\n", s.a, s.b, s.c);
	s.a = 5;
	x = s.a <<= 1;
	printf("%d\n", x);
	if ((s.c = y))
		printf("set\n");
	else
		printf("clear\n");
	return 0;
}
