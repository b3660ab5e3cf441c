/* Typedef names hide and are hidden; derived typedefs; declaration against expression. */
#include <stdio.h>

typedef unsigned int uint, *uintp, uint_array[3];
typedef int function(int);
typedef struct node { struct node *next; int v; } node, *nodep;
typedef char byte;

static function twice;
static int twice(int n) { return n * 2; }
static int T(int x) { return x + 100; }

int main(void)
{
	uint u = -1;
	uintp p = &u;
	uint_array a = { 1, 2, 3 };
	node n = { NULL, 4 };
	nodep np = &n;
	function *f = twice;
	const uintp cp = p;

	*cp = 5;
	printf("%u %u %d %d\n", *p, a[2], np->v, f(21));
	{
		typedef long byte;
		byte b = 1L << 40;
		int node = 3;

		printf("%ld %zu %d\n", b, sizeof(byte), node * 2);
	}
	{
		int byte = 4, x = 2;

		x = (byte) * x;
		printf("%d\n", x);
	}
	{
		typedef int T;
		T (x) = 7, y = (T)2.9;

		printf("%d %d\n", x, y);
	}
	printf("%d %zu\n", T(1), sizeof(byte));
	return 0;
}
