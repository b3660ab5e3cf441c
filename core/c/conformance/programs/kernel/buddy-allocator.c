/* Free lists per order, splitting and merging buddies. */
#include <stdio.h>

#define ORDERS 6
#define PAGES (1 << (ORDERS - 1))

static struct page { signed char order; unsigned char free; short next; } map[PAGES];
static short heads[ORDERS];

static void push(int pfn, int order)
{
	map[pfn] = (struct page){ order, 1, heads[order] };
	heads[order] = pfn;
}

static void unlink_page(int pfn, int order)
{
	short *at = &heads[order];

	while (*at != pfn)
		at = &map[*at].next;
	*at = map[pfn].next;
	map[pfn].free = 0;
}

static int alloc(int order)
{
	int o, pfn;

	for (o = order; o < ORDERS && heads[o] < 0; o++)
		;
	if (o == ORDERS)
		return -1;
	pfn = heads[o];
	unlink_page(pfn, o);
	while (o-- > order)
		push(pfn + (1 << o), o);
	map[pfn].order = order;
	return pfn;
}

static void give_back(int pfn)
{
	int order = map[pfn].order;

	for (; order < ORDERS - 1; order++) {
		int buddy = pfn ^ 1 << order;

		if (!map[buddy].free || map[buddy].order != order)
			break;
		unlink_page(buddy, order);
		pfn &= ~(1 << order);
	}
	push(pfn, order);
}

static void show(void)
{
	int o;

	for (o = 0; o < ORDERS; o++) {
		short p;
		int n = 0;

		for (p = heads[o]; p >= 0; p = map[p].next)
			n++;
		printf("%d ", n);
	}
	printf("\n");
}

int main(void)
{
	int got[8], i;
	static const char orders[8] = { 0, 1, 0, 2, 3, 0, 1, 4 };

	for (i = 0; i < ORDERS; i++)
		heads[i] = -1;
	push(0, ORDERS - 1);
	for (i = 0; i < 8; i++) {
		got[i] = alloc(orders[i]);
		printf("%d@%d ", orders[i], got[i]);
	}
	printf("\n");
	show();
	for (i = 0; i < 8; i += 2)
		if (got[i] >= 0)
			give_back(got[i]);
	show();
	for (i = 1; i < 8; i += 2)
		if (got[i] >= 0)
			give_back(got[i]);
	show();
	return 0;
}
