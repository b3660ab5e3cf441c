/* ##: names, numbers, operators, empty sides. */
#include <stdio.h>

#define JOIN(a, b) a##b
#define XJOIN(a, b) JOIN(a, b)
#define THREE(a, b, c) a##b##c
#define NAME(n) var_##n
#define OP(a, o, b) (a o##= b)
#define LINE_NAME(p) XJOIN(p, __LINE__)
#define EMPTY
#define PREFIX pre
#define FUNCTION(name) static int get_##name(void) { return name##_value; }

static int var_one = 1, var_2 = 2, pre_x = 3, PREFIX_x = 4;
static int red_value = 5, blue_value = 6;
FUNCTION(red)
FUNCTION(blue)

int main(void)
{
	int x = 8;
	int LINE_NAME(local) = 9; x += LINE_NAME(local) - 9;

	printf("%d %d\n", NAME(one), NAME(2));
	printf("%d %d\n", JOIN(12, 34), JOIN(0x, ff));
	printf("%d %d\n", XJOIN(PREFIX, _x), JOIN(PREFIX, _x));
	printf("%d\n", THREE(1, , 2));
	printf("%d\n", OP(x, +, 2));
	printf("%s\n", JOIN(L, "wide") ? "wide" : "");
	printf("%d %d\n", get_red(), get_blue());
	printf("%d\n", JOIN(, x));
	printf("%g\n", JOIN(1, e3));
	return JOIN(x, ) - x;
}
