/* iso646.h, stdbool.h, stdalign.h, stdnoreturn.h. */
#include <iso646.h>
#include <stdalign.h>
#include <stdbool.h>
#include <stdio.h>
#include <stddef.h>

int main(void)
{
	bool a = true, b = false;
	int bits = 12;

	if (a and not b)
		printf("and not\n");
	if (b or a)
		printf("or\n");
	bits and_eq 10;
	bits xor_eq 1;
	bits = bits bitor 4;
	printf("%d %d %d\n", bits, compl bits, bits not_eq 3);
	printf("%zu %d %d\n", alignof(long), true, false);
	printf("%zu\n", alignof(max_align_t) >= alignof(long) ? sizeof(ptrdiff_t) : 0);
	return 0;
}
