/* Where a qualifier stands in a typedef tells what it qualifies; an enum may be named before it is defined. */
#include <stdio.h>

typedef const char *text;
const int typedef *numbers;
typedef int *const fixed;
typedef enum later later_t;
enum later { FIRST = 3, SECOND };
struct holder {
	later_t value;
};
typedef enum { A = 1, B = 2 } small;
struct bytes {
	small __attribute__((mode(byte))) a;
	small __attribute__((mode(byte))) b;
};
_Alignas(16) int lined;
int *__volatile moving, *__volatile__ other;

int main(void)
{
	int i = 1, j = 2;
	text t;
	t = "text";
	numbers n = &i;
	n = &j;
	fixed f = &i;
	*f = 5;
	struct holder h = { SECOND };
	struct bytes s;
	s.a = B;
	s.b = A;
	moving = &i;
	other = &j;
	printf("%s %d %d %d %d %d %zu\n", t, *n, i, h.value, s.a, s.b, sizeof(s));
	printf("%d %d\n", (int)((unsigned long)&lined % 16), *moving + *other);
	return 0;
}
