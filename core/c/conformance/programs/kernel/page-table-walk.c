/* Four levels of tables in an array of frames; entries made and followed. */
#include <stdio.h>
#include <string.h>

typedef struct { unsigned long pte; } pte_t;
typedef unsigned long pteval_t;

#define PRESENT 1ul
#define RW 2ul
#define USER 4ul
#define PFN_MASK 0x000ffffffffff000ul
#define __pte(x) ((pte_t){ (x) })
#define pte_val(p) ((p).pte)

static unsigned long frames[64][512];
static unsigned next_frame = 1;

static int pte_present(pte_t p) { return pte_val(p) & PRESENT; }
static unsigned long pte_pfn(pte_t p) { return (pte_val(p) & PFN_MASK) >> 12; }
static pte_t mk_pte(unsigned long pfn, pteval_t prot) { return __pte(pfn << 12 | prot); }
static unsigned index_at(unsigned long address, int level) { return address >> (12 + 9 * level) & 511; }

static pte_t *walk(unsigned long address, int create)
{
	unsigned table = 0;
	int level;

	for (level = 3; level > 0; level--) {
		unsigned long *slot = &frames[table][index_at(address, level)];

		if (!pte_present(__pte(*slot))) {
			if (!create)
				return NULL;
			*slot = pte_val(mk_pte(next_frame++, PRESENT | RW | USER));
		}
		table = pte_pfn(__pte(*slot));
	}
	return (pte_t *)&frames[table][index_at(address, 0)];
}

int main(void)
{
	static const unsigned long at[] = { 0x400000, 0x401000, 0x7f0000000000, 0x7f0000200000, 0x7ffffffff000 };
	unsigned i;

	for (i = 0; i < 5; i++)
		*walk(at[i], 1) = mk_pte(0x1000 + i, PRESENT | (i & 1 ? RW : 0));
	for (i = 0; i < 5; i++) {
		pte_t pte = *walk(at[i], 0);

		printf("%lx -> %lx %lx\n", at[i], pte_pfn(pte), pte_val(pte) & 0xfff);
	}
	printf("%u %d %d\n", next_frame, walk(0x500000, 0) != NULL, walk(1ul << 39, 0) == NULL);
	printf("%d\n", pte_present(*walk(0x402000, 0)) == 0);
	return 0;
}
