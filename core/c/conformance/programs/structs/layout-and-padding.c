/* Offsets, sizes and alignment of ordinary structs. */
#include <stdio.h>
#include <stddef.h>

struct a { char c; int i; char d; };
struct b { char c; long l; char d; };
struct c { char c; short s; char d; short t; int i; };
struct d { struct a a; char c; struct b b; };
struct e { char c[3]; int i[2]; char d[5]; };
struct f { double d; float f; char c; };
struct g { char *p; char c; void (*fn)(void); };
union u { char c[5]; int i; short s; };
struct h { char c; union u u; char d; };

int main(void)
{
	printf("%zu %zu: %zu %zu\n", sizeof(struct a), _Alignof(struct a), offsetof(struct a, i),
	       offsetof(struct a, d));
	printf("%zu %zu: %zu %zu\n", sizeof(struct b), _Alignof(struct b), offsetof(struct b, l),
	       offsetof(struct b, d));
	printf("%zu: %zu %zu %zu %zu\n", sizeof(struct c), offsetof(struct c, s),
	       offsetof(struct c, d), offsetof(struct c, t), offsetof(struct c, i));
	printf("%zu: %zu %zu %zu\n", sizeof(struct d), offsetof(struct d, c), offsetof(struct d, b),
	       offsetof(struct d, b.l));
	printf("%zu: %zu %zu\n", sizeof(struct e), offsetof(struct e, i), offsetof(struct e, d[4]));
	printf("%zu %zu\n", sizeof(struct f), offsetof(struct f, c));
	printf("%zu %zu\n", sizeof(struct g), offsetof(struct g, fn));
	printf("%zu %zu\n", sizeof(union u), _Alignof(union u));
	printf("%zu: %zu %zu\n", sizeof(struct h), offsetof(struct h, u), offsetof(struct h, d));
	return 0;
}
