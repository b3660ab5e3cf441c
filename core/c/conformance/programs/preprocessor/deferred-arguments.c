/* Arguments are expanded fully before they are put in, except next to # and ##. */
#include <stdio.h>

#define A B
#define B 3
#define SHOW(x) #x " " SHOW_(x)
#define SHOW_(x) #x
#define CAT(x, y) x##y
#define XCAT(x, y) CAT(x, y)
#define AB 77
#define PAIR 1, 2
#define SECOND(a, b) b
#define XSECOND(p) SECOND(p)
#define REST(...) __VA_ARGS__
#define LPAREN (
#define RPAREN )
#define IDENTITY(x) x
#define IS_SET(x) IS_SET_(PROBE_##x)
#define IS_SET_(x) IS_SET__(x 1, 0)
#define IS_SET__(ignored, value, ...) value
#define PROBE_1 0,
#define ON 1
#define CHECK(x) XCHECK(x)
#define XCHECK(x) IS_SET(x)

int main(void)
{
	printf("%s\n", SHOW(A));
	printf("%d\n", CAT(A, B));
	printf("%d\n", XCAT(0x, B));
	printf("%d\n", XSECOND(PAIR));
	printf("%d\n", IDENTITY(SECOND)(5, 6));
	printf("%d\n", REST(SECOND LPAREN 8, 9 RPAREN));
	printf("%d %d\n", CHECK(ON) + 0, CHECK(OFF) + 0);
	return 0;
}
