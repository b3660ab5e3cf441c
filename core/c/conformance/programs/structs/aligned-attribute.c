/* Alignment asked for on types, members and variables. */
#include <stdio.h>
#include <stddef.h>
#include <stdalign.h>

struct a { char c; int i __attribute__((aligned(16))); char d; };
struct b { char c; } __attribute__((aligned(64)));
struct c { char c; struct b b; char d; };
struct d { alignas(8) char c; char d; };
struct __attribute__((packed, aligned(4))) e { char c; long l; };
typedef int wide_int __attribute__((aligned(32)));
struct f { char c; wide_int w; };

static char buffer[3] __attribute__((aligned(128)));
static _Alignas(32) char other;

int main(void)
{
	alignas(64) char local[5];

	printf("%zu %zu %zu\n", sizeof(struct a), offsetof(struct a, i), offsetof(struct a, d));
	printf("%zu %zu\n", sizeof(struct b), _Alignof(struct b));
	printf("%zu %zu %zu\n", sizeof(struct c), offsetof(struct c, b), offsetof(struct c, d));
	printf("%zu %zu\n", sizeof(struct d), alignof(struct d));
	printf("%zu %zu %zu\n", sizeof(struct e), _Alignof(struct e), offsetof(struct e, l));
	printf("%zu %zu\n", sizeof(struct f), offsetof(struct f, w));
	printf("%lu %lu %lu\n", (unsigned long)buffer % 128, (unsigned long)&other % 32,
	       (unsigned long)local % 64);
	printf("%zu %zu %zu\n", _Alignof(char), _Alignof(double), __alignof__(int *));
	return 0;
}
