/* A small xarray: 64-way nodes, entries tagged in their low bits. */
#include <stdio.h>
#include <stdlib.h>

#define SHIFT 6
#define SLOTS (1 << SHIFT)

struct node { unsigned char shift, count; void *slot[SLOTS]; };
struct xarray { void *head; };

static int is_node(const void *e) { return ((unsigned long)e & 3) == 2; }
static struct node *to_node(const void *e) { return (struct node *)((unsigned long)e - 2); }
static void *mk_node(const struct node *n) { return (void *)((unsigned long)n | 2); }
static void *mk_value(unsigned long v) { return (void *)(v << 1 | 1); }
static unsigned long to_value(const void *e) { return (unsigned long)e >> 1; }

static struct node *new_node(int shift)
{
	struct node *n = calloc(1, sizeof(*n));

	n->shift = shift;
	return n;
}

static void store(struct xarray *xa, unsigned long index, void *entry)
{
	void **slot;

	while (!is_node(xa->head) || index >> (to_node(xa->head)->shift + SHIFT)) {
		int shift = is_node(xa->head) ? to_node(xa->head)->shift + SHIFT : 0;
		struct node *n = new_node(shift);

		n->slot[0] = xa->head;
		n->count = xa->head != NULL;
		xa->head = mk_node(n);
	}
	for (slot = &xa->head; is_node(*slot);) {
		struct node *n = to_node(*slot);
		int shift = n->shift;

		slot = &n->slot[index >> shift & (SLOTS - 1)];
		if (!*slot)
			n->count++;
		if (shift && !*slot)
			*slot = mk_node(new_node(shift - SHIFT));
	}
	*slot = entry;
}

static void *load(const struct xarray *xa, unsigned long index)
{
	const void *e = xa->head;

	if (is_node(e) && index >> (to_node(e)->shift + SHIFT))
		return NULL;
	while (is_node(e))
		e = to_node(e)->slot[index >> to_node(e)->shift & (SLOTS - 1)];
	return (void *)e;
}

int main(void)
{
	static const unsigned long at[] = { 0, 5, 63, 64, 4095, 4096, 1000000, 123456789012 };
	struct xarray xa = { NULL };
	unsigned i;

	for (i = 0; i < 8; i++)
		store(&xa, at[i], mk_value(i * 11));
	for (i = 0; i < 8; i++)
		printf("%lu ", to_value(load(&xa, at[i])));
	printf("\n%d %d\n", load(&xa, 6) == NULL, load(&xa, ~0ul) == NULL);
	printf("%d %d\n", to_node(xa.head)->shift, to_node(xa.head)->count);
	store(&xa, 5, mk_value(99));
	printf("%lu\n", to_value(load(&xa, 5)));
	return 0;
}
