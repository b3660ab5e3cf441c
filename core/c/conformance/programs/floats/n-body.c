/* Five bodies pulling at each other: structs of doubles, many steps. */
#include <math.h>
#include <stdio.h>

struct body { double x[3], v[3], mass; };

static struct body b[5] = {
	{ { 0, 0, 0 }, { 0, 0, 0 }, 39.5 },
	{ { 4.84, -1.16, -0.10 }, { 0.6, 2.81, -0.02 }, 0.037 },
	{ { 8.34, 4.12, -0.4 }, { -1.01, 1.82, 0.008 }, 0.011 },
	{ { 12.89, -15.11, -0.22 }, { 1.08, 0.86, -0.01 }, 0.0017 },
	{ { 15.37, -25.9, 0.18 }, { 0.97, 0.59, -0.03 }, 0.002 },
};

static void step(double dt)
{
	int i, j, k;

	for (i = 0; i < 5; i++)
		for (j = i + 1; j < 5; j++) {
			double d[3], square = 0, pull;

			for (k = 0; k < 3; k++) {
				d[k] = b[i].x[k] - b[j].x[k];
				square += d[k] * d[k];
			}
			pull = dt / (square * sqrt(square));
			for (k = 0; k < 3; k++) {
				b[i].v[k] -= d[k] * b[j].mass * pull;
				b[j].v[k] += d[k] * b[i].mass * pull;
			}
		}
	for (i = 0; i < 5; i++)
		for (k = 0; k < 3; k++)
			b[i].x[k] += dt * b[i].v[k];
}

int main(void)
{
	int i;

	for (i = 0; i < 300; i++)
		step(0.01);
	for (i = 0; i < 5; i++)
		printf("%.12f %.12f %.12f\n", b[i].x[0], b[i].x[1], b[i].v[2]);
	return 0;
}
