/* A union's initialiser sets its first member, or the one that is named. */
#include <stdio.h>

union u { int i; char c[8]; double d; };
struct s { union u u; int after; union { short a; long b; }; };

static union u first = { 0x41424344 };
static union u named = { .d = 1.0 };
static union u bytes = { .c = { 1, 2, 3 } };
static struct s s = { { .c = "abc" }, 5, { .b = -1 } };
static struct s list[2] = { { { 1 }, 2, { 3 } }, { .b = 7 } };

int main(void)
{
	union u local = { .c[3] = 1 };
	struct s t = { .u.i = 9, .a = 4 };

	printf("%c%c %x\n", first.c[0], first.c[3], first.c[4]);
	printf("%d %.1f\n", named.i, named.d);
	printf("%x\n", bytes.i);
	printf("%s %d %ld\n", s.u.c, s.after, s.b);
	printf("%d %d %d %ld\n", list[0].u.i, list[0].after, list[0].a, list[1].b);
	printf("%x\n", local.i);
	printf("%d %d %d\n", t.u.i, t.after, t.a);
	return 0;
}
