/* More arguments than registers, of mixed types, evaluated and passed in place. */
#include <stdio.h>

struct p { int x, y; };

static long ints(int a, long b, short c, char d, unsigned e, int f, int g, long h, unsigned char i, int j)
{
	return a + b * 2 + c * 3 + d * 4 + e * 5L + f * 6 + g * 7 + h * 8 + i * 9 + j * 10;
}

static double mixed(double a, int b, float c, long d, double e, float f, double g, double h, double i,
		    double j, double k, int l, struct p p, char m)
{
	return a + b * c - d / e + f * g + h - i * j + k + l * p.x - p.y * m;
}

static int count(int a, int b, int c)
{
	return a * 100 + b * 10 + c;
}

int main(void)
{
	struct p p = { 3, 4 };

	printf("%ld\n", ints(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
	printf("%ld\n", ints(-1, -2000000000000, -3, -4, 4294967295u, 6, 7, 8, 255, -10));
	printf("%.4f\n", mixed(1.5, 2, 0.25f, 100, 8, 2.5f, 4, 1, 2, 3, 0.5, 6, p, 2));
	printf("%d\n", count(count(0, 0, 1), count(0, 0, 2), count(0, 0, 3)));
	printf("%d %d %d %d %d %d %d %d %s %c\n", 1, 2, 3, 4, 5, 6, 7, 8, "nine", 'X');
	return 0;
}
