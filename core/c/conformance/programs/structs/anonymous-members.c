/* Members of unnamed structs and unions belong to the struct around them, at any depth. */
#include <stdio.h>
#include <stddef.h>

struct page {
	unsigned long flags;
	union {
		struct {
			void *next, *prev;
			union {
				unsigned long index;
				struct {
					unsigned short order, pad;
					unsigned count;
				};
			};
		};
		struct {
			unsigned long head;
			unsigned char dtor, bits;
		};
		char raw[24];
	};
	int refs;
};

int main(void)
{
	struct page p = { .flags = 1, .index = 0x1122334455667788, .refs = 3 };
	struct page q = { 5, { { &p, &q, { 7 } } }, 9 };
	int i;

	printf("%x %x %x\n", p.order, p.pad, p.count);
	p.head = 0xabcdef;
	p.dtor = 4;
	printf("%lx %d %d\n", (unsigned long)p.next, (int)((unsigned long)p.prev & 0xff), p.refs);
	printf("%zu %zu %zu %zu %zu\n", offsetof(struct page, prev), offsetof(struct page, count),
	       offsetof(struct page, dtor), offsetof(struct page, raw[3]), sizeof(struct page));
	for (i = 16; i < 24; i++)
		printf("%02x", (unsigned char)p.raw[i]);
	printf("\n%lu %d %d %d\n", q.index, q.refs, q.next == &p, q.prev == &q);
	return 0;
}
