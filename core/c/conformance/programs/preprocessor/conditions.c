/* #if and its relatives: arithmetic, defined, nesting, skipping. */
#include <stdio.h>

#define YES 1
#define NO 0
#define EMPTY
#define MAX(a, b) ((a) > (b) ? (a) : (b))

int main(void)
{
#if YES
	printf("1");
#endif
#if NO
	printf("never ' unbalanced");
#elif defined(YES) && !defined(NOPE)
	printf("2");
#elif YES
	printf("never");
#else
	printf("never");
#endif
#ifdef NOPE
#if 1
	printf("never");
#else
	#error never
#endif
#else
	printf("3");
#endif
#ifndef NOPE
	printf("4");
#endif
#if UNKNOWN || 0x10 == 16 && 'a' == 97
	printf("5");
#endif
#if (2 + 3) * 4 == 20 && -1 < 0 && (1 ? 2 : 1 / 0) == 2
	printf("6");
#endif
#if -1 > 0u
	printf("7");
#endif
#if MAX(3, 7) == 7 && ~0 == -1 && (5 >> 1 | 8) == 10
	printf("8");
#endif
#if defined EMPTY && !(0 && 1 / 0)
	printf("9");
#endif
#if 0x7fffffffffffffff + 0 > 0 && 18446744073709551615u == -1
	printf("a");
#endif
#if 0
	#bad directive "
	#else_not
#else
	printf("b");
#endif
#if YES /* comment */ && /*
	over lines */ YES // more
	printf("c");
#endif
	printf("\n");
	return 0;
}
