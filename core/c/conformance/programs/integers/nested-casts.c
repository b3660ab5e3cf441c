/* Casts inside casts: each one takes effect. */
#include <stdio.h>

int main(void)
{
	long v = 0x123456789abcdef0;
	int i = -2;

	printf("%lx\n", (long)(int)v);
	printf("%lx\n", (long)(unsigned)v);
	printf("%lx\n", (unsigned long)(short)v);
	printf("%lx\n", (unsigned long)(unsigned short)v);
	printf("%d\n", (signed char)(unsigned char)(v >> 4));
	printf("%d\n", (int)(unsigned char)(signed char)i);
	printf("%d\n", (unsigned short)(signed char)i);
	printf("%lx\n", (unsigned long)(unsigned short)(signed char)i);
	printf("%x\n", (unsigned)(long)i);
	printf("%d\n", (int)(char)(int)(float)200.9f);
	printf("%d\n", (_Bool)(char)256 + (_Bool)(int)256);
	printf("%lx\n", (unsigned long)(void *)(long)i);
	return 0;
}
