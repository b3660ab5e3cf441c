/* Constant expressions have the value that the same code has at run time. */
#include <stdio.h>

enum {
	A = 7 / -2, B = -7 % 3, C = (unsigned char)300, D = ~0 >> 1, E = (int)3.99,
	F = 1 ? 5 : 1 / 1, G = sizeof(int[3]), H = 'a' + 1, I = -1 < 0u, J = (signed char)0x80,
	K = 1 << 10 | 3, L = !!42, M = (short)-40000, N = 10 > 5 && 3 >= 3,
};

static const long table[] = { 1L << 40, -1L >> 1, 0xffffffffu + 1, 0xffffffffL + 1,
			      (int)0x80000000, 5 * 7 - 3 % 2, (unsigned)-1 / 2, 1ul - 2 };
static char sized[(4 + 4) * 2 - 1];

int main(void)
{
	unsigned i;
	int a = 7, b = -2, c = -7;

	printf("%d %d %d %d %d %d %d\n", A, B, C, D, E, F, G);
	printf("%d %d %d %d %d %d %d\n", H, I, J, K, L, M, N);
	for (i = 0; i < sizeof(table) / sizeof(*table); i++)
		printf("%ld ", table[i]);
	printf("\n%zu\n", sizeof(sized));
	printf("%d %d\n", A == a / b, B == c % 3);
	switch (a * 2) {
	case 3 * 4 + 2:
		puts("fourteen");
		break;
	default:
		puts("?");
	}
	return K & 0xff;
}
