/* Flags, widths, precisions and lengths of integer conversions. */
#include <limits.h>
#include <stdint.h>
#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>

int main(void)
{
	printf("[%d] [%5d] [%-5d] [%05d] [%+d] [% d]\n", 42, 42, 42, 42, 42, 42);
	printf("[%.3d] [%8.3d] [%-8.3d] [%08.3d] [%.0d]\n", 7, 7, 7, 7, 0);
	printf("[%x] [%X] [%#x] [%#X] [%#o] [%o]\n", 255, 255, 255, 255, 8, 8);
	printf("[%#x] [%#o] [%08x] [%#010x] [%-#8x]\n", 0, 0, 0xbeef, 0xbeef, 0xbeef);
	printf("[%u] [%lu] [%llu] [%ld] [%lld]\n", UINT_MAX, ULONG_MAX, ULLONG_MAX, LONG_MIN, LLONG_MIN);
	printf("[%hhd] [%hhu] [%hd] [%hu]\n", 300, 300, 70000, 70000);
	printf("[%zu] [%zd] [%jd] [%td]\n", sizeof(int), (ssize_t)-1, (intmax_t)-5, (ptrdiff_t)7);
	printf("[%*d] [%-*d] [%.*d] [%*.*d] [%*d]\n", 6, 1, 6, 2, 3, 3, 6, 3, 4, -6, 5);
	printf("[%c%c] [%3c] [%-3c] [%%]\n", 'a', 'b', 'c', 'd');
	printf("[%s] [%8s] [%-8s] [%.2s] [%8.2s]\n", "abc", "abc", "abc", "abc", "abc");
	printf("[%p] [%p]\n", (void *)0x1234, (void *)0);
	printf("[%" PRId64 "] [%" PRIx32 "] [%" PRIu8 "]\n", INT64_MIN, UINT32_C(0xabc), (uint8_t)200);
	printf("%d\n", printf("12345\n"));
	return 0;
}
