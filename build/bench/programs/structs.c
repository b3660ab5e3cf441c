/* Structures by value: assignment, parameters and results of 24 to 64 bytes. */
#include "harness.h"

#define N 32

struct vector {
	long x, y, z;
};

struct body {
	struct vector position, velocity;
	long mass;
	unsigned int id;
};

static struct body bodies[N], saved[N];

static struct vector add(struct vector a, struct vector b)
{
	a.x += b.x;
	a.y += b.y;
	a.z += b.z;
	return a;
}

static struct body move(struct body b)
{
	b.position = add(b.position, b.velocity);
	return b;
}

static void prepare(void)
{
	for (int i = 0; i < N; i++) {
		bodies[i].id = i;
		bodies[i].mass = 100 + i;
		bodies[i].velocity = (struct vector){ i, 2 * i, -i };
	}
}

static unsigned long work(void)
{
	unsigned long sum = 0;

	for (int i = 0; i < N; i++) {
		saved[i] = bodies[i];
		bodies[i] = move(saved[i]);
		sum += bodies[i].position.x + saved[i].position.y;
	}
	return sum;
}
