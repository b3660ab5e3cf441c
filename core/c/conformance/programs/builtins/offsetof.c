/* __builtin_offsetof with nested members and indices. */
#include <stdio.h>
#include <stddef.h>

struct in { short s; int a[5]; struct { char x, y; } deep[2]; };
struct out { char c; struct in in[3]; union { long l; struct { int low, high; }; }; };

static const size_t table[] = { offsetof(struct out, in), offsetof(struct out, l) };

int main(void)
{
	int i = 2;

	printf("%zu %zu\n", table[0], table[1]);
	printf("%zu %zu\n", offsetof(struct in, a), offsetof(struct in, a[3]));
	printf("%zu %zu\n", offsetof(struct out, in[1].s), offsetof(struct out, in[2].deep[1].y));
	printf("%zu %zu\n", offsetof(struct out, low), offsetof(struct out, high));
	printf("%zu\n", __builtin_offsetof(struct out, in[i].a[i]));
	_Static_assert(offsetof(struct in, s) == 0, "first");
	return 0;
}
