/* Bit-fields of long reach up to 64 bits and do not become int. */
#include <stdio.h>
#include <string.h>

struct wide {
	unsigned long a : 40;
	unsigned long b : 24;
	long c : 33;
	long d : 63;
	unsigned long e : 64;
};

int main(void)
{
	struct wide w;
	unsigned char bytes[sizeof(w)];
	unsigned i;

	memset(&w, 0, sizeof(w));
	w.a = 0x123456789abcdef0;
	w.b = 0xfedcba;
	w.c = -5000000000;
	w.d = -1;
	w.e = 0x8000000000000001;
	printf("%lx %x %ld %ld %lx\n", (unsigned long)w.a, (unsigned)w.b, (long)w.c, (long)w.d,
	       (unsigned long)w.e);
	w.a += 0xffffffffff;
	w.d--;
	w.e >>= 1;
	printf("%lx %ld %lx\n", (unsigned long)w.a, (long)w.d, (unsigned long)w.e);
	memcpy(bytes, &w, sizeof(w));
	for (i = 0; i < sizeof(w); i++)
		printf("%02x", bytes[i]);
	printf("\n%zu\n", sizeof(w));
	return 0;
}
