/* GNU C counts void * and function pointers in bytes. */
#include <stdio.h>

int main(void)
{
	int a[4] = { 1, 2, 3, 4 };
	void *p = a, *q;
	const void *end = a + 4;

	q = p + 8;
	printf("%d %ld\n", *(int *)q, (long)(q - p));
	p += sizeof(int);
	p++;
	p--;
	printf("%d %ld\n", *(int *)p, (long)(end - p));
	printf("%zu\n", sizeof(void));
	printf("%d\n", ((int *)p)[-1]);
	for (p = a; p < end; p += sizeof(*a))
		printf("%d ", *(int *)p);
	printf("\n");
	return 0;
}
