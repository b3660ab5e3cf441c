/* A switch whose labels lie inside a loop. */
#include <stdio.h>

static void copy(char *to, const char *from, int count)
{
	int n = (count + 7) / 8;

	switch (count % 8) {
	case 0: do { *to++ = *from++;
	case 7:      *to++ = *from++;
	case 6:      *to++ = *from++;
	case 5:      *to++ = *from++;
	case 4:      *to++ = *from++;
	case 3:      *to++ = *from++;
	case 2:      *to++ = *from++;
	case 1:      *to++ = *from++;
		} while (--n > 0);
	}
}

static int generator(void)
{
	static int state, i;

	switch (state) {
	case 0:
		for (i = 0; i < 3; i++) {
			state = 1;
			return i * 10;
	case 1:;
		}
		state = 2;
	}
	return -1;
}

int main(void)
{
	const char *text = "the quick brown fox jumps over";
	char out[40];
	int n;

	for (n = 1; n <= 30; n += 4) {
		copy(out, text, n);
		out[n] = 0;
		printf("%s\n", out);
	}
	for (n = 0; n < 5; n++)
		printf("%d ", generator());
	printf("\n");
	return 0;
}
