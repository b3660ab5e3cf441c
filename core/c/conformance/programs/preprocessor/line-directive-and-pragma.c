/* #line, _Pragma and #pragma leave the program alone. */
#include <stdio.h>
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused"
#pragma unknown to everyone
_Pragma("GCC diagnostic pop")

#define QUIET _Pragma("GCC diagnostic push") _Pragma("GCC diagnostic pop")

int main(void)
{
	int before = __LINE__;
#line 100
	int after = __LINE__;
#line 7 "other.c"
	printf("%d %d\n", before, after);
	printf("%s %d\n", __FILE__, __LINE__);
	QUIET
	return 0;
}
