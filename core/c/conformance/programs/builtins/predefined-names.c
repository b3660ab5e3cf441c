/* __func__, __LINE__, __FILE__, __COUNTER__ and friends. */
#include <stdio.h>

static const char *who(void)
{
	return __func__;
}

#define HERE __LINE__

int main(void)
{
	const char *file = __FILE__, *base = file;

	for (; *file; file++)
		if (*file == '/')
			base = file + 1;
	printf("%s %s %s %zu\n", who(), __func__, __FUNCTION__, sizeof(__func__));
	printf("%s\n", base);
	printf("%d %d\n", __LINE__, HERE);
	printf("%d %d %d\n", __COUNTER__, __COUNTER__, __COUNTER__);
	printf("%d %d\n", __STDC__, __STDC_VERSION__ >= 201112L);
	printf("%d %d %d\n", __CHAR_BIT__, __INT_MAX__, __SIZEOF_LONG__);
	printf("%d\n", __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__);
#ifdef __x86_64__
	printf("x86-64\n");
#endif
#if defined(__GNUC__) && __GNUC__ >= 4
	printf("gnu\n");
#endif
	return 0;
}
