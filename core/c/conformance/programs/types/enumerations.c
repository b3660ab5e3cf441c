/* Values, types, negative and large constants, name spaces. */
#include <stdio.h>

enum plain { A, B, C = 10, D, E = D * 2, F = A };
enum negative { N = -5, M, O = 0 };
enum big { X = 0x7fffffff, Y = 0x80000000 };
enum wide { W = 0x100000000, V = 1 };
enum { ANONYMOUS = 'x', LAST = sizeof(long) };
typedef enum { OFF, ON } toggle;
enum __attribute__((packed)) small { S1, S2 = 200 };

static toggle flip(toggle t)
{
	return t == ON ? OFF : ON;
}

static const char *name(enum plain p)
{
	switch (p) {
	case A: return "A";
	case B: return "B";
	case C ... D: return "C or D";
	default: return "?";
	}
}

int main(void)
{
	enum plain p = C;
	enum negative n = N;
	enum wide w = W;
	toggle t = ON;
	int table[E] = { [B] = 3, [D] = 4 };

	printf("%d %d %d %d %d %d\n", A, B, C, D, E, F);
	printf("%d %d %d\n", n, M, n < 0);
	printf("%zu %zu %zu %zu\n", sizeof(p), sizeof(n), sizeof(w), sizeof(enum small));
	printf("%u %lx %d\n", (unsigned)Y, (unsigned long)w, (int)V);
	p++;
	printf("%d %s %s %s\n", p, name(p), name(E), name(F));
	printf("%d %d\n", flip(t), flip(flip(t)));
	printf("%d %d %c %d\n", table[B], table[D], ANONYMOUS, LAST);
	p = 77;
	printf("%d %d\n", p, p > n);
	return 0;
}
