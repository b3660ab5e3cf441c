/* Type-checked min and max, evaluated once. */
#include <stdio.h>

#define __typecheck(x, y) (!!(sizeof((typeof(x) *)1 == (typeof(y) *)1)))
#define __cmp(x, y, op) ((x) op (y) ? (x) : (y))
#define __is_constexpr(x) (sizeof(int) == sizeof(*(8 ? ((void *)((long)(x) * 0l)) : (int *)8)))
#define min(x, y) ({ typeof(x) _x = (x); typeof(y) _y = (y); (void)__typecheck(_x, _y); __cmp(_x, _y, <); })
#define max(x, y) ({ typeof(x) _x = (x); typeof(y) _y = (y); (void)__typecheck(_x, _y); __cmp(_x, _y, >); })
#define min_t(type, x, y) min((type)(x), (type)(y))
#define max_t(type, x, y) max((type)(x), (type)(y))
#define clamp(v, lo, hi) min((typeof(v))max(v, lo), hi)
#define swap(a, b) do { typeof(a) __tmp = (a); (a) = (b); (b) = __tmp; } while (0)
#define max3(x, y, z) max((typeof(x))max(x, y), z)

int main(void)
{
	int a = 5, b = -3, n = 0;
	unsigned long big = 1ul << 40;
	char text[sizeof(int) * __is_constexpr(3 + 4)];

	printf("%d %d\n", min(a, b), max(a, b));
	printf("%d ", min(n++, 10));
	printf("%d\n", n);
	printf("%lu %d\n", min_t(unsigned long, big, -1), max_t(signed char, 200, 3));
	printf("%d %d %d\n", clamp(a, 0, 3), clamp(b, 0, 3), clamp(2, 0, 3));
	printf("%d\n", max3(a, b, 7));
	swap(a, b);
	printf("%d %d\n", a, b);
	printf("%d %d %zu\n", (int)__is_constexpr(a), (int)__is_constexpr(8 * 2), sizeof(text));
	printf("%d\n", min(max(1, 2), max(3, 4)));
	return 0;
}
