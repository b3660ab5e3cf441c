/* READ_ONCE and WRITE_ONCE through volatile casts, of every width. */
#include <stdio.h>

#define __scalar_type_to_expr_cases(type) unsigned type: (unsigned type)0, signed type: (signed type)0
#define __unqual_scalar_typeof(x)                                             \
	typeof(_Generic((x), char: (char)0,                                   \
			__scalar_type_to_expr_cases(char),                    \
			__scalar_type_to_expr_cases(short),                   \
			__scalar_type_to_expr_cases(int),                     \
			__scalar_type_to_expr_cases(long),                    \
			default: (x)))
#define READ_ONCE(x) (*(const volatile __unqual_scalar_typeof(x) *)&(x))
#define WRITE_ONCE(x, val) do { *(volatile typeof(x) *)&(x) = (val); } while (0)
#define barrier() __asm__ __volatile__("" : : : "memory")

struct page { unsigned long flags; void *mapping; unsigned char order; unsigned short seq; };

int main(void)
{
	struct page page = { 1, &page, 2, 3 };
	const volatile int cv = 9;
	int *p = NULL, v = 4;

	WRITE_ONCE(page.flags, READ_ONCE(page.flags) | 0x100);
	WRITE_ONCE(page.order, 300 - 1);
	WRITE_ONCE(page.seq, page.seq + 1);
	WRITE_ONCE(p, &v);
	printf("%lx %d %d\n", READ_ONCE(page.flags), READ_ONCE(page.order), READ_ONCE(page.seq));
	printf("%d %d %d\n", READ_ONCE(page.mapping) == &page, *READ_ONCE(p), READ_ONCE(cv));
	return 0;
}
