/* Doubles taken apart and put together through their bits. */
#include <stdio.h>
#include <stdint.h>
#include <string.h>

union view { double d; uint64_t u; struct { uint64_t fraction : 52, exponent : 11, sign : 1; }; };

static float from_bits(uint32_t bits)
{
	float f;

	memcpy(&f, &bits, sizeof(f));
	return f;
}

int main(void)
{
	double v[] = { 1, -2, 0.1, 1e300, 5e-324 };
	union view w;
	int i;

	for (i = 0; i < 5; i++) {
		w.d = v[i];
		printf("%016lx %d %d %lx\n", w.u, (int)w.sign, (int)w.exponent, (unsigned long)w.fraction);
	}
	w.d = 1;
	w.exponent += 3;
	w.sign = 1;
	printf("%g\n", w.d);
	w.u++;
	printf("%.17g\n", w.d);
	printf("%g %g %g\n", from_bits(0x40490fdb), from_bits(1), from_bits(0xff800000));
	return 0;
}
