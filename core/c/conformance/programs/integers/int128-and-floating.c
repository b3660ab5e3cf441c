/* Conversions between __int128 and the floating types: rounding once, towards zero back. */
#include <stdio.h>

typedef __int128 s128;
typedef unsigned __int128 u128;

int main(void)
{
	u128 ones = ~(u128)0, x = 1;
	s128 s;
	double d;
	float f;
	int i;

	for (i = 0; i < 127; i += 9) {
		s = ((s128)1 << i) * 3 / 2 + 1;
		d = (double)s;
		f = (float)-s;
		printf("%a %a\n", d, f);
		d = (double)((u128)s + (x << 127));
		printf("%a\n", d);
	}
	/* a tie that a second rounding would break */
	s = ((s128)1 << 100) + ((s128)1 << 47) + 1;
	printf("%a %a\n", (double)s, (float)s);
	s = ((s128)1 << 100) + ((s128)1 << 76) + 1;
	printf("%a %a\n", (double)s, (float)s);
	printf("%a\n", (double)ones);
	d = -1.5e30;
	s = (s128)d;
	printf("%lx %lx\n", (unsigned long)(s >> 64), (unsigned long)s);
	f = 1e20f;
	x = (u128)f;
	printf("%lx %lx\n", (unsigned long)(x >> 64), (unsigned long)x);
	s = -3;
	printf("%g %d\n", s * 0.5, s < -2.5);
	return 0;
}
