/* Conversions that do not fit, as x86 makes them when the program runs and as gcc folds them. */
#include <stdio.h>

static void run(double d)
{
	float f = (float)d;

	printf("%d %u %ld %lu %hd %hu %hhd %hhu\n", (int)d, (unsigned)d, (long)d, (unsigned long)d,
	       (short)d, (unsigned short)d, (signed char)d, (unsigned char)d);
	printf("%d %u %ld %lu\n", (int)f, (unsigned)f, (long)f, (unsigned long)f);
}

int main(void)
{
	volatile double zero = 0;

	run(3e9);
	run(-3e9);
	run(-1);
	run(1e19);
	run(1e20);
	run(-1e20);
	run(1 / zero);
	run(zero / zero);
	run(70000.5);
	printf("%d %u %d %u %lu %ld %lu\n", (int)3e9, (unsigned)3e9, (int)-1.0, (unsigned)-1.0,
	       (unsigned long)-1.0, (long)1e30, (unsigned long)1e30);
	printf("%d %d %d %d\n", (short)3e9, (unsigned short)-3e9, (char)300.0, (int)(1 / 0.0));
	return 0;
}
