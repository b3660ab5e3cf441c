import type { LibrarySource } from '../library.ts';

export const source: LibrarySource = {
  path: 'libc/random.c',
  provides: ['rand', 'rand_r', 'random', 'srand', 'srandom'],
  text: String.raw`/*
 * Random numbers: the additive feedback x[i] = x[i-3] + x[i-31] over 32 bits, seeded by the
 * minimal standard generator, so that a seed gives the numbers it gives on Linux.
 */
#include <stdlib.h>

static unsigned int state[31];
static int at, seeded;

void srand(unsigned int seed)
{
	int i;

	state[0] = seed ? seed : 1;
	for (i = 1; i < 31; i++) {
		long next = 16807L * (int)state[i - 1] % 2147483647L;

		state[i] = (unsigned int)(next < 0 ? next + 2147483647L : next);
	}
	at = 3;
	seeded = 1;
	for (i = 0; i < 310; i++)
		rand();
}

int rand(void)
{
	unsigned int value;

	if (!seeded)
		srand(1);
	/* x[i-31] is the entry about to be replaced; x[i-3] lies three entries back. */
	value = state[at] + state[(at + 28) % 31];
	state[at] = value;
	at = (at + 1) % 31;
	return (int)(value >> 1);
}

long random(void)
{
	return rand();
}

void srandom(unsigned int seed)
{
	srand(seed);
}

int rand_r(unsigned int *seed)
{
	unsigned int result = 0;
	int i;

	for (i = 0; i < 3; i++) {
		*seed = *seed * 1103515245U + 12345U;
		result = i == 0 ? *seed / 65536U % 2048U : result << 10 ^ *seed / 65536U % 1024U;
	}
	return (int)result;
}
`,
};
