/* Inner braces may be left out; values then flow into the next free place. */
#include <stdio.h>

struct p { int x, y; };
struct q { struct p a, b; int z[3]; };

static int m[3][2] = { 1, 2, 3, 4, 5 };
static int n[3][2] = { { 1 }, 2, 3, { 4 } };
static struct q q = { 1, 2, 3, 4, 5, 6 };
static struct q r = { { 1 }, 2, 3, { 4 } };
static struct p list[] = { 1, 2, 3, 4, 5 };
static char words[2][4] = { "ab", "cde" };
static struct { char name[4]; int n; } named[] = { "x", 1, "yz", 2 };

int main(void)
{
	struct p one = { 7, 8 };
	struct q local = { one, 9, 10, .z[1] = 11, 12 };
	int i;

	for (i = 0; i < 6; i++)
		printf("%d/%d ", m[i / 2][i % 2], n[i / 2][i % 2]);
	printf("\n%d %d %d %d %d %d %d\n", q.a.x, q.a.y, q.b.x, q.b.y, q.z[0], q.z[1], q.z[2]);
	printf("%d %d %d %d %d\n", r.a.x, r.a.y, r.b.x, r.b.y, r.z[0]);
	printf("%zu %d %d\n", sizeof(list) / sizeof(*list), list[2].x, list[2].y);
	printf("%s %s\n", words[0], words[1]);
	printf("%s %d %s %d\n", named[0].name, named[0].n, named[1].name, named[1].n);
	printf("%d %d %d %d %d %d %d\n", local.a.x, local.a.y, local.b.x, local.b.y, local.z[0],
	       local.z[1], local.z[2]);
	return 0;
}
