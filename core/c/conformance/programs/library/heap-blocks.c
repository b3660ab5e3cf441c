/* malloc, calloc, realloc, free: contents survive, blocks do not overlap. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define N 64

int main(void)
{
	unsigned char *block[N] = { 0 };
	size_t size[N] = { 0 };
	unsigned x = 12345, round, bad = 0, aligned = 1;
	int *zeros, i;
	char *s;

	for (round = 0; round < 2000; round++) {
		unsigned n;
		size_t j;

		x = x * 1103515245 + 12345;
		n = x >> 16 & (N - 1);
		for (j = 0; j < size[n]; j++)
			bad += block[n][j] != (unsigned char)(n * 7 + j);
		if (x & 0x1000000) {
			free(block[n]);
			block[n] = NULL;
			size[n] = 0;
		} else {
			size_t to = x >> 8 & 255;

			block[n] = realloc(block[n], to + 1);
			size[n] = to;
			for (j = 0; j < to; j++)
				block[n][j] = (unsigned char)(n * 7 + j);
			aligned &= ((uintptr_t)block[n] & 15) == 0;
		}
	}
	for (i = 0; i < N; i++)
		free(block[i]);
	printf("%u %u\n", bad, aligned);
	zeros = calloc(100, sizeof(int));
	for (i = 0; i < 100; i++)
		bad += zeros[i] != 0;
	printf("%u\n", bad);
	zeros = realloc(zeros, 1000 * sizeof(int));
	printf("%d %d\n", zeros[0], zeros[99]);
	free(zeros);
	s = strdup("duplicate");
	s = realloc(s, 100);
	strcat(s, " grown");
	printf("%s\n", s);
	s = realloc(s, 5);
	s[4] = 0;
	printf("%s\n", s);
	free(s);
	free(NULL);
	s = aligned_alloc(256, 512);
	printf("%lu\n", (unsigned long)s % 256);
	free(s);
	return 0;
}
