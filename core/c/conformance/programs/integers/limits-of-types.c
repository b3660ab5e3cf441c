/* limits.h, stdint.h and sizeof agree. */
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stddef.h>

int main(void)
{
	printf("%d %d %d\n", CHAR_BIT, CHAR_MIN, CHAR_MAX);
	printf("%d %d %d\n", SCHAR_MIN, SCHAR_MAX, UCHAR_MAX);
	printf("%d %d %d\n", SHRT_MIN, SHRT_MAX, USHRT_MAX);
	printf("%d %d %u\n", INT_MIN, INT_MAX, UINT_MAX);
	printf("%ld %ld %lu\n", LONG_MIN, LONG_MAX, ULONG_MAX);
	printf("%lld %lld %llu\n", LLONG_MIN, LLONG_MAX, ULLONG_MAX);
	printf("%d %d %ld %ld\n", INT8_MIN, INT16_MAX, (long)INT32_MIN, INT64_MAX);
	printf("%u %u %u %lu\n", UINT8_MAX, UINT16_MAX, UINT32_MAX, UINT64_MAX);
	printf("%zu %zu %zu %zu %zu\n", sizeof(int8_t), sizeof(int16_t), sizeof(int32_t),
	       sizeof(int64_t), sizeof(intptr_t));
	printf("%zu %zu %zu\n", sizeof(int_fast8_t), sizeof(int_fast16_t), sizeof(int_least32_t));
	printf("%zu %zu %zu\n", sizeof(size_t), sizeof(ptrdiff_t), sizeof(wchar_t));
	printf("%lu %ld\n", SIZE_MAX, PTRDIFF_MAX);
	printf("%ld %lu\n", INT64_C(-5), UINT64_C(5));
	printf("%zu %zu %zu %zu %zu %zu\n", sizeof(char), sizeof(short), sizeof(int), sizeof(long),
	       sizeof(long long), sizeof(void *));
#if INT_MAX + 1u == 2147483648 && UINT8_MAX == 0xff
	puts("preprocessor agrees");
#endif
	return 0;
}
