/* Pointers through integers and back; tags in the low bits. */
#include <stdio.h>
#include <stdint.h>

static long *tag(long *p, int bit)
{
	return (long *)((uintptr_t)p | bit);
}

int main(void)
{
	long values[3] = { 10, 20, 30 };
	long *p = tag(&values[1], 1);
	uintptr_t u = (uintptr_t)p;
	unsigned low = (unsigned)u & 7;

	printf("%u %ld\n", low, *(long *)(u & ~7ul));
	printf("%ld\n", ((long *)(u - 1))[1]);
	printf("%d\n", (void *)0 == (void *)(long)0);
	printf("%lx\n", (unsigned long)(char *)0x1234);
	printf("%d %d\n", !p, p ? 1 : 0);
	printf("%lx\n", (unsigned long)((int *)0 + 3));
	printf("%lx\n", (unsigned long)(void *)-1L);
	printf("%lu\n", (unsigned long)&((struct { char c; long l; } *)0)->l);
	printf("%d\n", (int)((char *)&values[2] - (char *)values));
	return 0;
}
