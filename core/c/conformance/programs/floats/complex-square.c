/* _Complex: a square. */
#include <stdio.h>

int main(void)
{
	double _Complex z = 3.0 + 4.0i;

	z = z * z;
	printf("%.1f %.1f\n", __real__ z, __imag__ z);
	return 0;
}
