/* setjmp and longjmp: out of calls, over and over, values, several places, in conditions, switches and loops. */
#include <setjmp.h>
#include <stdio.h>

static jmp_buf place, other;
static int visits;

static void deep(int n, int value)
{
	char room[64];
	room[0] = (char)n;
	visits++;
	if (n == 0)
		longjmp(place, value);
	deep(n - 1, value);
	printf("never %d\n", room[0]);
}

static int counted(void)
{
	volatile int rounds = 0;
	int value = setjmp(place);
	if (rounds < 4) {
		rounds++;
		printf("%d ", value);
		deep(rounds, rounds * 10);
	}
	return value;
}

static int zero_is_one(void)
{
	if (setjmp(place) == 0)
		longjmp(place, 0);
	return 1;
}

static const char *chosen(int n)
{
	switch (setjmp(other)) {
	case 0:
		longjmp(other, n);
	case 1:
		return "one";
	case 2:
		return "two";
	default:
		return "many";
	}
}

/* A second setjmp below the first: each jump goes to its own. */
static int try(int fail)
{
	jmp_buf outer;
	volatile int state = 1;
	if (!setjmp(outer)) {
		state = 2;
		if (!setjmp(place)) {
			state = 3;
			deep(3, 5);
		} else {
			state *= 10;
			if (fail)
				longjmp(outer, 1);
		}
		return state;
	}
	return -state;
}

static int in_loops(void)
{
	volatile int n = 0, m = 0;
	while (setjmp(place) < 3) {
		n++;
		longjmp(place, n);
	}
	for (m = 10; setjmp(other) < 2; m++)
		longjmp(other, 1 + m++ - 10);
	return n * 100 + m;
}

int main(void)
{
	printf("= %d\n", counted());
	printf("%d visits\n", visits);
	printf("%d\n", zero_is_one());
	printf("%s %s %s\n", chosen(1), chosen(2), chosen(7));
	printf("%d %d\n", try(0), try(1));
	printf("%d\n", in_loops());
	return 0;
}
