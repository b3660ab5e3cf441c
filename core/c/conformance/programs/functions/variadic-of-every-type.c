/* va_arg with every type that survives the default promotions. */
#include <stdarg.h>
#include <stdio.h>

struct small { int a, b; };
struct large { long v[5]; };

static void show(const char *types, ...)
{
	va_list ap;

	va_start(ap, types);
	for (; *types; types++) {
		switch (*types) {
		case 'i': printf("%d ", va_arg(ap, int)); break;
		case 'u': printf("%u ", va_arg(ap, unsigned)); break;
		case 'l': printf("%ld ", va_arg(ap, long)); break;
		case 'L': printf("%llu ", va_arg(ap, unsigned long long)); break;
		case 'd': printf("%.3f ", va_arg(ap, double)); break;
		case 's': printf("%s ", va_arg(ap, const char *)); break;
		case 'p': printf("%d ", *va_arg(ap, int *)); break;
		case 'S': { struct small s = va_arg(ap, struct small); printf("{%d %d} ", s.a, s.b); break; }
		case 'B': { struct large s = va_arg(ap, struct large); printf("{%ld %ld} ", s.v[0], s.v[4]); break; }
		case 'f': printf("%d ", va_arg(ap, int (*)(int))(5)); break;
		}
	}
	va_end(ap);
	printf("\n");
}

static int square(int n) { return n * n; }

int main(void)
{
	int x = 77;
	char c = -3;
	short h = 300;
	unsigned char u = 250;
	float f = 1.25f;
	struct small s = { 1, 2 };
	struct large b = { { 10, 20, 30, 40, 50 } };

	show("iii", 1, -2, 3);
	show("iiiu", c, h, u, 4000000000u);
	show("lLl", -5000000000L, 18446744073709551615ULL, 7L);
	show("didid", f, 1, 2.5, 2, -0.125);
	show("spf", "text", &x, square);
	show("iSdBi", 9, s, 0.5, b, 8);
	show("ddddddddddiiiiiiii", 1., 2., 3., 4., 5., 6., 7., 8., 9., 10., 1, 2, 3, 4, 5, 6, 7, 8);
	show("");
	return 0;
}
