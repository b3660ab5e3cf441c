/* Packed structs have no padding; their members may lie at any address. */
#include <stdio.h>
#include <stddef.h>
#include <string.h>

struct __attribute__((packed)) header {
	unsigned char kind;
	unsigned int length;
	unsigned short flags;
	unsigned long offset;
	double weight;
};

struct mixed {
	char c;
	int i __attribute__((packed));
	short s;
	struct header h;
	char end;
};

struct array {
	struct header h[2];
} __attribute__((packed));

int main(void)
{
	unsigned char bytes[64];
	struct header h = { 1, 0x12345678, 0xabcd, 0x1122334455667788, 1.5 }, g;
	struct array a;
	unsigned i;

	printf("%zu %zu\n", sizeof(struct header), _Alignof(struct header));
	printf("%zu %zu %zu %zu\n", offsetof(struct header, length), offsetof(struct header, flags),
	       offsetof(struct header, offset), offsetof(struct header, weight));
	printf("%zu %zu %zu %zu\n", sizeof(struct mixed), offsetof(struct mixed, i),
	       offsetof(struct mixed, s), offsetof(struct mixed, h));
	memcpy(bytes, &h, sizeof(h));
	for (i = 0; i < sizeof(h); i++)
		printf("%02x", bytes[i]);
	printf("\n");
	h.length += 1;
	h.offset <<= 4;
	g = h;
	printf("%x %lx %.2f\n", g.length, g.offset, g.weight * 2);
	a.h[1] = g;
	a.h[0].flags = 7;
	printf("%x %d %zu\n", a.h[1].length, a.h[0].flags, sizeof(a));
	return 0;
}
