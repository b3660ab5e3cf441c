/* __int128 as member, element, parameter, result, variable argument, static initialiser and condition. */
#include <stdarg.h>
#include <stdio.h>

typedef __int128 s128;
typedef unsigned __int128 u128;

struct pair {
	char c;
	s128 value;
	u128 array[2];
};

static const s128 table[] = { -1, ((s128)1 << 100) + 7, 42 };
static struct pair global = { 'x', -((s128)1 << 70), { 1, ~(u128)0 } };

static s128 mix(int a, s128 b, long c, u128 d)
{
	return a + b * c - (s128)d;
}

static s128 sum(int count, ...)
{
	va_list list;
	s128 total = 0;

	va_start(list, count);
	while (count-- > 0) {
		total += va_arg(list, int);
		total += va_arg(list, s128);
	}
	va_end(list);
	return total;
}

static void show(s128 x)
{
	char digits[48];
	int at = sizeof(digits) - 1;
	u128 rest = x < 0 ? -(u128)x : (u128)x;

	digits[at] = 0;
	do
		digits[--at] = '0' + (int)(rest % 10);
	while (rest /= 10);
	if (x < 0)
		digits[--at] = '-';
	puts(digits + at);
}

static s128 factorial(int n)
{
	return n < 2 ? 1 : n * factorial(n - 1);
}

int main(void)
{
	s128 (*function)(int, s128, long, u128) = mix;
	struct pair local = global, *p = &local;
	volatile s128 moved = 3;
	int count = 0;
	s128 i;

	printf("%zu %zu %zu\n", sizeof(struct pair), _Alignof(s128), __builtin_offsetof(struct pair, array));
	show(table[0]);
	show(table[1]);
	show(function(3, table[1], -2, 9));
	show(sum(2, 1, (s128)1 << 90, 2, table[1]));
	show(p->value);
	show((s128)(p->array[1] >> 1));
	p->array[0]++;
	show((s128)p->array[0]);
	for (i = factorial(30); i; i /= 7)
		count++;
	printf("%d\n", count);
	show(factorial(33));
	show(count > 3 ? table[2] : -table[2]);
	show((moved += 4, moved * moved));
	switch ((int)table[2]) {
	case 42:
		puts("42");
	}
	return 0;
}
