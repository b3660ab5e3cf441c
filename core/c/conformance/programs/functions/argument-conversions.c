/* Arguments convert to the parameter's type, results to the return type. */
#include <stdio.h>

static int as_char(char c) { return c; }
static int as_uchar(unsigned char c) { return c; }
static long as_long(long l) { return l; }
static unsigned as_unsigned(unsigned u) { return u; }
static int as_bool(_Bool b) { return b; }
static double as_float(float f) { return f; }
static int as_int(int i) { return i; }
static char returns_char(int i) { return i; }
static unsigned char returns_uchar(int i) { return i; }
static _Bool returns_bool(long l) { return l; }
static unsigned short returns_ushort(double d) { return d; }
static float returns_float(double d) { return d; }
static long returns_long(unsigned u) { return u; }

int main(void)
{
	char c = -1;
	double d = 3.99;

	printf("%d %d %d\n", as_char(300), as_uchar(-1), as_uchar(c));
	printf("%ld %ld %u\n", as_long(c), as_long(-1u), as_unsigned(c));
	printf("%d %d %d\n", as_bool(256), as_bool(0.5), as_bool(0));
	printf("%d %d\n", as_int(d), as_int(-d));
	printf("%.10f\n", as_float(0.1));
	printf("%d %d %d %d\n", returns_char(200), returns_uchar(300), returns_bool(1L << 40),
	       returns_ushort(65535.9));
	printf("%.10f %ld\n", returns_float(0.1), returns_long(-1));
	printf("%zu %zu\n", sizeof(returns_char(1)), sizeof(returns_float(1)));
	return 0;
}
