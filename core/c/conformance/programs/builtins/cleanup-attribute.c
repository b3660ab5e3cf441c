/* __attribute__((cleanup(f))): f runs with the variable's address however its scope is left. */
#include <stdio.h>

static void say(const char **what)
{
	printf("-%s ", *what);
}

static void count(int *n)
{
	printf("-%d ", *n);
}

#define KEEP(name) const char *name __attribute__((cleanup(say))) = #name
#define NUMBER(name, value) int name __attribute__((__cleanup__(count))) = value

static int by_return(int early)
{
	KEEP(outer);
	NUMBER(n, 7);
	if (early) {
		KEEP(inner);
		return n++ * 10;
	}
	n = 8;
	return n;
}

static void by_jumps(void)
{
	for (int i = 0; i < 3; i++) {
		KEEP(each);
		if (i == 1)
			continue;
		NUMBER(k, i);
		if (i == 2)
			break;
		k += 100;
	}
	switch (2) {
	case 2: {
		KEEP(in_case);
		break;
	}
	}
}

static void by_goto(void)
{
	int round = 0;
	KEEP(whole);
again:
	{
		NUMBER(r, round);
		{
			KEEP(deep);
			if (round++ < 2)
				goto again;
			if (round == 3)
				goto inside;
			printf("never ");
		inside:
			printf("inside ");
		}
		goto out;
	}
out:
	printf("out ");
}

static int by_value(void)
{
	int got = ({
		NUMBER(inner, 5);
		inner += 1;
		inner * 2;
	});
	return got;
}

int main(void)
{
	printf("= %d\n", by_return(1));
	printf("= %d\n", by_return(0));
	by_jumps();
	printf("\n");
	by_goto();
	printf("\n");
	printf("= %d\n", by_value());
	{
		KEEP(first);
		KEEP(second);
		NUMBER(third, 3);
	}
	printf("\n");
	return 0;
}
