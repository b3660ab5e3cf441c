/* Bit-fields in initialisers, with unnamed ones between, copied with their struct. */
#include <stdio.h>

struct s {
	unsigned a : 4;
	unsigned : 4;
	unsigned b : 4;
	int c : 4;
	unsigned d;
};

static struct s fixed = { 1, 2, -3, 4 };
static struct s named = { .c = -1, .b = 9 };
static struct s table[3] = { { 1 }, { .d = 7, .a = 15 }, { 2, 3, 4, 5 } };

static struct s make(int x)
{
	struct s s = { x, x + 1, x - 8, 100 };

	return s;
}

static void show(struct s s)
{
	printf("%u %u %d %u\n", s.a, s.b, s.c, s.d);
}

int main(void)
{
	struct s copy = fixed;
	int i;

	show(fixed);
	show(named);
	for (i = 0; i < 3; i++)
		show(table[i]);
	copy.b = 12;
	show(copy);
	show(fixed);
	show(make(3));
	copy = table[2] = make(6);
	show(copy);
	show(table[2]);
	show((struct s){ .a = 14, .c = 7 });
	return 0;
}
