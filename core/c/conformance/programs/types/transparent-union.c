/* A parameter that is a transparent union takes each of its members; attributes in C23's brackets. */
#include <stdio.h>

typedef union {
	int *number;
	const char *text;
	void *any;
} handle __attribute__((__transparent_union__));

union other {
	int n;
	float f;
} __attribute__((transparent_union));

static int first(handle h)
{
	return *(const char *)h.any;
}

static int bits(union other o)
{
	return o.n;
}

struct [[gnu::packed]] tight {
	char c;
	int i;
};

[[gnu::noinline]] static int chosen(int n)
{
	switch (n) {
	case 1:
		n += 2;
		[[fallthrough]];
	case 2:
		[[maybe_unused]] int extra = n * 10;
		return extra;
	}
	return 0;
}

int main(void)
{
	int n = 65;
	union other o = { 7 };
	printf("%d %d %d\n", first(&n), first("Bcd"), first(NULL ? NULL : (void *)&n));
	printf("%d %d\n", bits(3), bits(o));
	printf("%x\n", (unsigned)bits(1.0f));
	printf("%zu %d %d\n", sizeof(struct tight), chosen(1), chosen(2));
	return 0;
}
