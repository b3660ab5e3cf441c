/* Errors encoded in pointers. */
#include <stdio.h>

#define MAX_ERRNO 4095
#define IS_ERR_VALUE(x) __builtin_expect(!!((unsigned long)(void *)(x) >= (unsigned long)-MAX_ERRNO), 0)

static inline void *ERR_PTR(long error) { return (void *)error; }
static inline long PTR_ERR(const void *ptr) { return (long)ptr; }
static inline int IS_ERR(const void *ptr) { return IS_ERR_VALUE((unsigned long)ptr); }
static inline int IS_ERR_OR_NULL(const void *ptr) { return !ptr || IS_ERR(ptr); }
static inline int PTR_ERR_OR_ZERO(const void *ptr) { return IS_ERR(ptr) ? PTR_ERR(ptr) : 0; }

static int value = 7;

static int *find(int n)
{
	if (n < 0)
		return ERR_PTR(-22);
	if (n == 0)
		return NULL;
	return n > 10 ? ERR_PTR(-12) : &value;
}

int main(void)
{
	static const int tries[] = { -1, 0, 5, 11 };
	int i;

	for (i = 0; i < 4; i++) {
		int *p = find(tries[i]);

		printf("%d %d %d %d\n", IS_ERR(p), IS_ERR_OR_NULL(p), PTR_ERR_OR_ZERO(p),
		       IS_ERR_OR_NULL(p) ? 0 : *p);
	}
	printf("%ld %ld\n", IS_ERR_VALUE(-4095L), IS_ERR_VALUE(-4096L));
	return 0;
}
