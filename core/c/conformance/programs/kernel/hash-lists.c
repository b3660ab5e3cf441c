/* hlist: single-pointer heads, nodes that know who points to them. */
#include <stddef.h>
#include <stdio.h>

struct hlist_node { struct hlist_node *next, **pprev; };
struct hlist_head { struct hlist_node *first; };

#define container_of(p, type, member) ((type *)((char *)(p) - offsetof(type, member)))
#define hlist_entry_safe(p, type, member)                                     \
	({ typeof(p) ____p = (p); ____p ? container_of(____p, type, member) : NULL; })
#define hlist_for_each_entry(pos, head, member)                               \
	for (pos = hlist_entry_safe((head)->first, typeof(*(pos)), member); pos; \
	     pos = hlist_entry_safe((pos)->member.next, typeof(*(pos)), member))
#define BITS 4

struct entry { unsigned long key; int value; struct hlist_node hash; };

static struct hlist_head table[1 << BITS];

static unsigned hash_long(unsigned long v)
{
	return (unsigned)(v * 0x61c8864680b583ebul >> (64 - BITS));
}

static void add(struct entry *e)
{
	struct hlist_head *h = &table[hash_long(e->key)];

	e->hash.next = h->first;
	if (h->first)
		h->first->pprev = &e->hash.next;
	h->first = &e->hash;
	e->hash.pprev = &h->first;
}

static void del(struct entry *e)
{
	*e->hash.pprev = e->hash.next;
	if (e->hash.next)
		e->hash.next->pprev = e->hash.pprev;
}

static struct entry *find(unsigned long key)
{
	struct entry *e;

	hlist_for_each_entry(e, &table[hash_long(key)], hash)
		if (e->key == key)
			return e;
	return NULL;
}

int main(void)
{
	static struct entry e[40];
	int i, used = 0;

	for (i = 0; i < 40; i++) {
		e[i] = (struct entry){ .key = (unsigned long)i * 4096 + 0xffff888000000000, .value = i };
		add(&e[i]);
	}
	for (i = 0; i < 40; i += 3)
		del(find(e[i].key));
	for (i = 0; i < 16; i++)
		used += table[i].first != NULL;
	printf("%d\n", used);
	for (i = 0; i < 40; i += 7) {
		struct entry *f = find(e[i].key);

		printf("%d ", f ? f->value : -1);
	}
	printf("%d\n", find(5) == NULL);
	return 0;
}
