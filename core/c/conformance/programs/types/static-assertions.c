/* _Static_assert at every place where it may stand. */
#include <assert.h>
#include <stdio.h>

_Static_assert(sizeof(int) == 4, "int");
_Static_assert(sizeof(long) == 8 && -1 < 0, "long");
static_assert('a' == 97, "ASCII");

struct s {
	int a;
	_Static_assert(sizeof(short) == 2, "inside");
	int b;
};

int main(void)
{
	_Static_assert(sizeof(struct s) == 8, "struct");
	int i = 1;
	_Static_assert(__builtin_offsetof(struct s, b) == 4, "offset");
	for (;;) {
		_Static_assert(1);
		break;
	}
	printf("%d\n", i);
	return 0;
}
