/* GNU ({ … }): a block with a value. */
#include <stdio.h>

#define MAX(a, b)                           \
	({                                  \
		__typeof__(a) _a = (a);     \
		__typeof__(b) _b = (b);     \
		_a > _b ? _a : _b;          \
	})
#define SWAP(a, b)                          \
	({                                  \
		__typeof__(a) _t = (a);     \
		(a) = (b);                  \
		(b) = _t;                   \
		(void)0;                    \
	})

struct s { int a, b; };

static int early(int n)
{
	int r = ({
		if (n < 0)
			return -1;
		n * 2;
	});

	return r + 1;
}

int main(void)
{
	int x = 3, y = 8, i = 0;
	struct s s = ({ struct s t = { x, y }; t.a++; t; });

	printf("%d %d\n", MAX(x, y), MAX(MAX(1, x), MAX(2, 0)));
	printf("%d ", MAX(i++, -1));
	printf("%d\n", i);
	SWAP(x, y);
	printf("%d %d\n", x, y);
	printf("%d %d\n", s.a, s.b);
	printf("%d %d\n", early(5), early(-5));
	y = ({ int sum = 0; for (i = 0; i < 5; i++) sum += i; sum; }) + ({ 1; });
	printf("%d\n", y);
	for (i = 0; i < 10; i++) {
		int v = ({ if (i == 2) continue; if (i == 5) break; i; });

		printf("%d ", v);
	}
	printf("\n");
	printf("%d\n", ({ int x = 100; x; }) + x);
	({ printf("void\n"); });
	printf("%d\n", ({ struct s t = { 1, 2 }; t; }).b);
	return 0;
}
