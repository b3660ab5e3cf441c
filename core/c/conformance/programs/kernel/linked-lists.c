/* Circular doubly linked lists with the node inside the element. */
#include <stddef.h>
#include <stdio.h>

struct list_head { struct list_head *next, *prev; };

#define LIST_HEAD(name) struct list_head name = { &(name), &(name) }
#define container_of(p, type, member) ((type *)((char *)(p) - offsetof(type, member)))
#define list_entry(p, type, member) container_of(p, type, member)
#define list_for_each_entry(pos, head, member)                                 \
	for (pos = list_entry((head)->next, typeof(*pos), member);             \
	     &pos->member != (head);                                           \
	     pos = list_entry(pos->member.next, typeof(*pos), member))
#define list_for_each_entry_safe(pos, n, head, member)                         \
	for (pos = list_entry((head)->next, typeof(*pos), member),             \
	    n = list_entry(pos->member.next, typeof(*pos), member);            \
	     &pos->member != (head);                                           \
	     pos = n, n = list_entry(n->member.next, typeof(*n), member))

static inline void insert(struct list_head *n, struct list_head *prev, struct list_head *next)
{
	next->prev = n;
	n->next = next;
	n->prev = prev;
	prev->next = n;
}

static inline void list_add(struct list_head *n, struct list_head *h) { insert(n, h, h->next); }
static inline void list_add_tail(struct list_head *n, struct list_head *h) { insert(n, h->prev, h); }
static inline void list_del(struct list_head *n)
{
	n->next->prev = n->prev;
	n->prev->next = n->next;
	n->next = (void *)0x100;
	n->prev = (void *)0x122;
}
static inline int list_empty(const struct list_head *h) { return h->next == h; }
static inline void list_splice(struct list_head *from, struct list_head *to)
{
	if (list_empty(from))
		return;
	from->next->prev = to;
	from->prev->next = to->next;
	to->next->prev = from->prev;
	to->next = from->next;
	from->next = from->prev = from;
}

struct item { int n; struct list_head node; };

static LIST_HEAD(items);

static void show(const char *what, struct list_head *h)
{
	struct item *i;

	printf("%s:", what);
	list_for_each_entry(i, h, node)
		printf(" %d", i->n);
	printf("\n");
}

int main(void)
{
	struct item v[8], *i, *n;
	LIST_HEAD(odd);
	int k;

	for (k = 0; k < 8; k++) {
		v[k].n = k;
		if (k & 1)
			list_add(&v[k].node, &items);
		else
			list_add_tail(&v[k].node, &items);
	}
	show("items", &items);
	list_for_each_entry_safe(i, n, &items, node)
		if (i->n & 1) {
			list_del(&i->node);
			list_add(&i->node, &odd);
		}
	show("even", &items);
	show("odd", &odd);
	list_splice(&odd, &items);
	show("spliced", &items);
	printf("%d %d\n", list_empty(&odd), list_empty(&items));
	list_del(&v[0].node);
	printf("%lx\n", (unsigned long)v[0].node.next);
	show("left", &items);
	return 0;
}
