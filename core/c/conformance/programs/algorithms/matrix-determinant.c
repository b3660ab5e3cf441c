/* Fractions as structs by value; Gauss without rounding. */
#include <stdio.h>

struct fraction { long n, d; };

static long gcd(long a, long b) { return b ? gcd(b, a % b) : a < 0 ? -a : a; }

static struct fraction make(long n, long d)
{
	long g = gcd(n, d);

	if (d < 0)
		g = -g;
	return (struct fraction){ n / g, d / g };
}

static struct fraction sub(struct fraction a, struct fraction b) { return make(a.n * b.d - b.n * a.d, a.d * b.d); }
static struct fraction mul(struct fraction a, struct fraction b) { return make(a.n * b.n, a.d * b.d); }
static struct fraction quotient(struct fraction a, struct fraction b) { return make(a.n * b.d, a.d * b.n); }

static struct fraction determinant(struct fraction m[4][4])
{
	struct fraction d = { 1, 1 };
	int i, j, k;

	for (i = 0; i < 4; i++) {
		for (j = i; j < 4 && m[j][i].n == 0; j++)
			;
		if (j == 4)
			return make(0, 1);
		if (j != i) {
			for (k = 0; k < 4; k++) {
				struct fraction t = m[i][k];

				m[i][k] = m[j][k];
				m[j][k] = t;
			}
			d.n = -d.n;
		}
		d = mul(d, m[i][i]);
		for (j = i + 1; j < 4; j++) {
			struct fraction f = quotient(m[j][i], m[i][i]);

			for (k = i; k < 4; k++)
				m[j][k] = sub(m[j][k], mul(f, m[i][k]));
		}
	}
	return d;
}

int main(void)
{
	static const int numbers[3][16] = {
		{ 2, -1, 0, 3, 1, 4, -2, 5, 0, 3, 7, 1, 6, 2, 2, -3 },
		{ 0, 1, 2, 3, 1, 0, 1, 2, 2, 1, 0, 1, 3, 2, 1, 0 },
		{ 1, 2, 3, 4, 2, 4, 6, 8, 1, 0, 0, 1, 5, 5, 5, 5 },
	};
	int t, i;

	for (t = 0; t < 3; t++) {
		struct fraction m[4][4], d;

		for (i = 0; i < 16; i++)
			m[i / 4][i % 4] = make(numbers[t][i], t + 1);
		d = determinant(m);
		printf("%ld/%ld\n", d.n, d.d);
	}
	return 0;
}
