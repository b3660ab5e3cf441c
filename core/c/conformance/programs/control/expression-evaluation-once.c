/* Operands with effects are evaluated exactly once, also in compound assignments. */
#include <stdio.h>

static int calls, a[10];

static int *at(int i)
{
	calls++;
	return &a[i];
}

static int index_of(void)
{
	return calls++ % 3;
}

int main(void)
{
	int i = 0, *p = a;
	struct { int n[2]; } s[3] = { 0 };

	*at(1) += 5;
	(*at(1))++;
	--*at(1);
	a[i++] += 7;
	a[i++] <<= 1;
	printf("%d %d %d %d\n", calls, i, a[0], a[1]);
	*p++ |= 8;
	*++p = 4;
	printf("%d %d %ld\n", a[0], a[2], (long)(p - a));
	s[index_of()].n[1] += 3;
	s[index_of()].n[0]--;
	printf("%d %d %d\n", calls, s[0].n[1], s[1].n[0]);
	a[a[2]] = a[2] ? a[0]-- : a[1]--;
	printf("%d %d %d\n", a[4], a[0], a[1]);
	return 0;
}
