/* The value of a range of elements is evaluated once; #pragma pack inside a function. */
#include <stdio.h>

static int calls;

static int next(void)
{
	return ++calls;
}

int main(void)
{
	int c = 0;
	int list[6] = { [0 ... 1] = ++c, [2 ... 3] = next(), [4 ... 5] = next() + c };
	for (int i = 0; i < 6; i++)
		printf("%d ", list[i]);
	printf("%d %d\n", c, calls);
#pragma pack(push, 1)
	struct tight {
		char c;
		long l;
	};
#pragma pack(pop)
	struct loose {
		char c;
		long l;
	};
	printf("%zu %zu\n", sizeof(struct tight), sizeof(struct loose));
	return 0;
}
