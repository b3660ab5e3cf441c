/* Fixed-point Mandelbrot set drawn with characters. */
#include <stdio.h>

#define FRACTION 12
#define ONE (1 << FRACTION)

int main(void)
{
	static const char shade[] = " .:-=+*#%@";
	int px, py;

	for (py = -12; py <= 12; py++) {
		for (px = -34; px <= 14; px++) {
			int cx = px * ONE / 16, cy = py * ONE / 9, x = 0, y = 0, n = 0;

			while (n < 45 && x * (long)x + y * (long)y < 4L << 2 * FRACTION) {
				int t = (int)((x * (long)x - y * (long)y) / ONE) + cx;

				y = (int)(2L * x * y / ONE) + cy;
				x = t;
				n++;
			}
			putchar(shade[n / 5]);
		}
		putchar('\n');
	}
	return 0;
}
