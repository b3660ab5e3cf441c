/* Every integer type converted to every other, from values at the edges. */
#include <stdio.h>

static const unsigned long edges[] = {
	0, 1, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff,
	0x123456789abcdef0, 0x7fffffffffffffff, 0x8000000000000000, 0xffffffffffffffff,
};

#define CONVERT(from, to)                                                            \
	do {                                                                         \
		unsigned i;                                                          \
		printf("%s -> %s:", #from, #to);                                     \
		for (i = 0; i < sizeof(edges) / sizeof(edges[0]); i++) {             \
			from narrow = (from)edges[i];                                \
			to wide = (to)narrow;                                        \
			to implicit = narrow;                                        \
			printf(" %lx%s", (unsigned long)wide, wide == implicit ? "" : "!"); \
		}                                                                    \
		printf("\n");                                                        \
	} while (0)

#define FROM(from)                         \
	CONVERT(from, signed char);        \
	CONVERT(from, unsigned char);      \
	CONVERT(from, char);               \
	CONVERT(from, short);              \
	CONVERT(from, unsigned short);     \
	CONVERT(from, int);                \
	CONVERT(from, unsigned int);       \
	CONVERT(from, long);               \
	CONVERT(from, unsigned long);      \
	CONVERT(from, long long);          \
	CONVERT(from, unsigned long long); \
	CONVERT(from, _Bool)

int main(void)
{
	FROM(signed char);
	FROM(unsigned char);
	FROM(char);
	FROM(short);
	FROM(unsigned short);
	FROM(int);
	FROM(unsigned int);
	FROM(long);
	FROM(unsigned long);
	FROM(long long);
	FROM(unsigned long long);
	FROM(_Bool);
	return 0;
}
