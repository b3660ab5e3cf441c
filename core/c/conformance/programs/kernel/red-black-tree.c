/* A red-black tree with the colour in the parent pointer's lowest bit. */
#include <stddef.h>
#include <stdio.h>

struct rb { unsigned long parent_color; struct rb *right, *left; };
struct item { int key; struct rb rb; };

static struct rb *root;

#define parent(n) ((struct rb *)((n)->parent_color & ~1ul))
#define is_red(n) ((n) && !((n)->parent_color & 1))
#define entry(n) ((struct item *)((char *)(n) - offsetof(struct item, rb)))

static void set_parent(struct rb *n, struct rb *p) { n->parent_color = (n->parent_color & 1) | (unsigned long)p; }
static void blacken(struct rb *n) { n->parent_color |= 1; }
static void redden(struct rb *n) { n->parent_color &= ~1ul; }

static void rotate(struct rb *n, int left)
{
	struct rb *up = left ? n->right : n->left, *p = parent(n);
	struct rb *middle = left ? up->left : up->right;

	*(left ? &n->right : &n->left) = middle;
	if (middle)
		set_parent(middle, n);
	*(left ? &up->left : &up->right) = n;
	set_parent(n, up);
	set_parent(up, p);
	if (!p)
		root = up;
	else if (p->left == n)
		p->left = up;
	else
		p->right = up;
}

static void insert(struct item *item)
{
	struct rb **link = &root, *p = NULL, *n = &item->rb;

	while (*link) {
		p = *link;
		link = item->key < entry(p)->key ? &p->left : &p->right;
	}
	n->parent_color = (unsigned long)p;
	n->left = n->right = NULL;
	*link = n;
	while ((p = parent(n)) && is_red(p)) {
		struct rb *g = parent(p);
		int left = p == g->left;
		struct rb *uncle = left ? g->right : g->left;

		if (is_red(uncle)) {
			blacken(p);
			blacken(uncle);
			redden(g);
			n = g;
			continue;
		}
		if (n == (left ? p->right : p->left)) {
			rotate(p, left);
			n = p;
			p = parent(n);
		}
		blacken(p);
		redden(g);
		rotate(g, !left);
	}
	blacken(root);
}

static int check(struct rb *n)
{
	int l, r;

	if (!n)
		return 1;
	l = check(n->left);
	r = check(n->right);
	if (l != r || (is_red(n) && (is_red(n->left) || is_red(n->right))))
		return -1000;
	return l + !is_red(n);
}

static struct rb *next(struct rb *n)
{
	struct rb *p;

	if (n->right) {
		for (n = n->right; n->left; n = n->left)
			;
		return n;
	}
	while ((p = parent(n)) && n == p->right)
		n = p;
	return p;
}

int main(void)
{
	static struct item items[64];
	struct rb *n;
	unsigned seed = 1;
	int i, sum = 0, count = 0;

	for (i = 0; i < 64; i++) {
		seed = seed * 1103515245 + 12345;
		items[i].key = seed >> 16 & 1023;
		insert(&items[i]);
		sum += check(root);
	}
	for (n = root; n->left; n = n->left)
		;
	for (; n; n = next(n), count++)
		if (count % 8 == 0)
			printf("%d ", entry(n)->key);
	printf("\n%d %d %d\n", count, sum, check(root));
	return 0;
}
