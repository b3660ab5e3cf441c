/* GNU C's empty struct, one-byte structs, and arrays of length zero. */
#include <stdio.h>
#include <stddef.h>

struct empty { };
struct one { char c; };
struct holder { int a; struct empty e; int b; };
struct zero { int n; int data[0]; };

static struct one next(struct one o)
{
	o.c++;
	return o;
}

int main(void)
{
	struct empty e, f;
	struct one o = { 'a' };
	struct { int x; } anonymous = { 4 }, other;

	e = f;
	(void)e;
	printf("%zu %zu %zu\n", sizeof(struct empty), sizeof(struct one), sizeof(struct holder));
	printf("%zu %zu\n", offsetof(struct holder, b), sizeof(struct zero));
	o = next(next(o));
	printf("%c\n", o.c);
	other = anonymous;
	printf("%d\n", other.x);
	return 0;
}
