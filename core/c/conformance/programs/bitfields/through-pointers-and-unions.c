/* Fields reached through pointers, arrays and unions with the whole word. */
#include <stdio.h>

union word {
	unsigned all;
	struct {
		unsigned low : 8, middle : 16, high : 8;
	};
	struct {
		unsigned bit0 : 1, : 30, bit31 : 1;
	} edge;
};

struct pte {
	unsigned long present : 1, write : 1, user : 1, : 9, pfn : 40, : 11, nx : 1;
};

int main(void)
{
	union word w = { .all = 0x12345678 }, *p = &w;
	union {
		struct pte pte;
		unsigned long raw;
	} e[2] = { { .raw = 0 } };
	struct pte *pte = &e[1].pte;

	printf("%x %x %x\n", w.low, w.middle, w.high);
	p->middle = 0xbeef;
	p->edge.bit31 = 1;
	printf("%x\n", w.all);
	p->all ^= 0xff;
	printf("%x %d\n", p->low, p->edge.bit0);
	e[1].raw = 0;
	pte->present = pte->user = 1;
	pte->pfn = 0xabcdef1234;
	pte->nx = 1;
	printf("%016lx\n", e[1].raw);
	pte->pfn++;
	pte->write |= 1;
	pte->nx &= 0;
	printf("%016lx %lx %lx\n", e[1].raw, (unsigned long)pte->pfn, e[0].raw);
	return 0;
}
