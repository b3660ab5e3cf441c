// SPDX-License-Identifier: GPL-2.0-or-later
#include <linux/errno.h>
#include <linux/math.h>
#include <linux/slab.h>
#include <linux/xarray.h>

/* ---- nodes ---- */

/* A slot with a node in it has bit 1 set and bit 0 clear, as no stored pointer may have. */
static bool xa_is_node(const void *entry)
{
	return ((unsigned long)entry & 3) == 2;
}

static void *xa_mk_node(struct xa_node *node)
{
	return (void *)((unsigned long)node | 2);
}

static struct xa_node *xa_to_node(const void *entry)
{
	return (struct xa_node *)((unsigned long)entry - 2);
}

static struct xa_node *xa_node_alloc(unsigned int shift)
{
	struct xa_node *node = kzalloc(sizeof(*node), GFP_ATOMIC);

	if (node)
		node->shift = shift;
	return node;
}

static void xa_node_free(struct xa_node *node)
{
	unsigned long i;

	for (i = 0; node->count && i < XA_CHUNK_SIZE; i++) {
		if (!node->slots[i])
			continue;
		if (xa_is_node(node->slots[i]))
			xa_node_free(xa_to_node(node->slots[i]));
		node->count--;
	}
	kfree(node);
}

static unsigned long xa_offset(unsigned long index, const struct xa_node *node)
{
	return (index >> node->shift) & (XA_CHUNK_SIZE - 1);
}

/* How far the indices below one slot of the node reach, and below the node as a whole. */
static unsigned long slot_mask(const struct xa_node *node)
{
	return (1UL << node->shift) - 1;
}

static unsigned long max_index(const struct xa_node *node)
{
	return node->shift + XA_CHUNK_SHIFT >= 64 ? ~0UL :
						    (1UL << (node->shift + XA_CHUNK_SHIFT)) - 1;
}

/* ---- looking up ---- */

void *xa_load(const struct xarray *xa, unsigned long index)
{
	const struct xa_node *node = xa->xa_head;
	void *entry;

	if (!node || index > max_index(node))
		return NULL;
	while (xa_is_node(entry = node->slots[xa_offset(index, node)]))
		node = xa_to_node(entry);
	return entry;
}

static void *find_below(const struct xa_node *node, unsigned long *index, unsigned long max)
{
	unsigned long i = xa_offset(*index, node);
	void *entry;

	for (;;) {
		entry = node->slots[i];
		if (xa_is_node(entry))
			entry = find_below(xa_to_node(entry), index, max);
		if (entry || ++i == XA_CHUNK_SIZE)
			return entry;
		*index = (*index | slot_mask(node)) + 1;
		if (*index > max)
			return NULL;
	}
}

void *xa_find(const struct xarray *xa, unsigned long *index, unsigned long max)
{
	unsigned long at = *index;
	void *entry;

	if (!xa->xa_head || at > max_index(xa->xa_head))
		return NULL;
	entry = find_below(xa->xa_head, &at, max);
	if (!entry || at > max)
		return NULL;
	*index = at;
	return entry;
}

/* ---- storing ---- */

static void set_slot(struct xa_node *node, unsigned long i, void *entry)
{
	void *old = node->slots[i];

	node->count += (entry != NULL) - (old != NULL);
	node->slots[i] = entry;
	if (xa_is_node(old))
		xa_node_free(xa_to_node(old));
}

/* The node below a slot; what the slot held as a whole, each of its parts holds then. */
static struct xa_node *node_below(struct xa_node *node, unsigned long i)
{
	void *old = node->slots[i];
	struct xa_node *child;
	unsigned long j;

	if (xa_is_node(old))
		return xa_to_node(old);
	child = xa_node_alloc(node->shift - XA_CHUNK_SHIFT);
	if (!child)
		return NULL;
	for (j = 0; old && j < XA_CHUNK_SIZE; j++)
		set_slot(child, j, old);
	set_slot(node, i, xa_mk_node(child));
	return child;
}

static int store_below(struct xa_node *node, unsigned long first, unsigned long last, void *entry)
{
	unsigned long next;
	int err = 0;

	for (; !err; first = next + 1) {
		unsigned long i = xa_offset(first, node);
		struct xa_node *child;

		next = min(first | slot_mask(node), last);
		if (!(first & slot_mask(node)) && next == (first | slot_mask(node))) {
			set_slot(node, i, entry);
		} else if (entry || node->slots[i]) {
			child = node_below(node, i);
			err = child ? store_below(child, first, next, entry) : -ENOMEM;
			if (child && !child->count)
				set_slot(node, i, NULL);
		}
		if (next == last)
			break;
	}
	return err;
}

/* Makes the tree as high as it takes to hold @index. */
static int xa_expand(struct xarray *xa, unsigned long index)
{
	unsigned int shift = 0;

	if (!xa->xa_head) {
		while (index >> shift >= XA_CHUNK_SIZE)
			shift += XA_CHUNK_SHIFT;
		xa->xa_head = xa_node_alloc(shift);
		return xa->xa_head ? 0 : -ENOMEM;
	}
	while (index > max_index(xa->xa_head)) {
		struct xa_node *node = xa_node_alloc(xa->xa_head->shift + XA_CHUNK_SHIFT);

		if (!node)
			return -ENOMEM;
		set_slot(node, 0, xa_mk_node(xa->xa_head));
		xa->xa_head = node;
	}
	return 0;
}

int xa_store_range(struct xarray *xa, unsigned long first, unsigned long last, void *entry,
		   gfp_t gfp)
{
	int err;

	if (entry && xa_expand(xa, last))
		return -ENOMEM;
	if (!xa->xa_head || first > max_index(xa->xa_head))
		return 0;
	err = store_below(xa->xa_head, first, min(last, max_index(xa->xa_head)), entry);
	if (!xa->xa_head->count) {
		kfree(xa->xa_head);
		xa->xa_head = NULL;
	}
	return err;
}

void *xa_store(struct xarray *xa, unsigned long index, void *entry, gfp_t gfp)
{
	void *old = xa_load(xa, index);
	int err = xa_store_range(xa, index, index, entry, gfp);

	return err ? (void *)((long)err << 2 | 2) : old;
}

void *xa_erase(struct xarray *xa, unsigned long index)
{
	return xa_store(xa, index, NULL, 0);
}

void xa_erase_all(struct xarray *xa, unsigned long first, unsigned long last)
{
	xa_store_range(xa, first, last, NULL, 0);
}

void xa_destroy(struct xarray *xa)
{
	xa_erase_all(xa, 0, ~0UL);
}
