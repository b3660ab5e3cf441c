/* An AVL tree with insertion, deletion and traversal. */
#include <stdio.h>
#include <stdlib.h>

struct tree { int key, height; struct tree *kid[2]; };

static int height(const struct tree *t) { return t ? t->height : 0; }
static void fix(struct tree *t)
{
	int l = height(t->kid[0]), r = height(t->kid[1]);

	t->height = (l > r ? l : r) + 1;
}

static struct tree *rotate(struct tree *t, int to)
{
	struct tree *up = t->kid[!to];

	t->kid[!to] = up->kid[to];
	up->kid[to] = t;
	fix(t);
	fix(up);
	return up;
}

static struct tree *balance(struct tree *t)
{
	int lean, side;

	fix(t);
	lean = height(t->kid[1]) - height(t->kid[0]);
	if (lean > -2 && lean < 2)
		return t;
	side = lean > 0;
	if (height(t->kid[side]->kid[side]) < height(t->kid[side]->kid[!side]))
		t->kid[side] = rotate(t->kid[side], side);
	return rotate(t, !side);
}

static struct tree *insert(struct tree *t, int key)
{
	if (!t) {
		t = calloc(1, sizeof(*t));
		t->key = key;
		t->height = 1;
		return t;
	}
	if (key != t->key)
		t->kid[key > t->key] = insert(t->kid[key > t->key], key);
	return balance(t);
}

static struct tree *take_first(struct tree *t, int *key)
{
	if (!t->kid[0]) {
		struct tree *rest = t->kid[1];

		*key = t->key;
		free(t);
		return rest;
	}
	t->kid[0] = take_first(t->kid[0], key);
	return balance(t);
}

static struct tree *delete(struct tree *t, int key)
{
	if (!t)
		return NULL;
	if (key != t->key) {
		t->kid[key > t->key] = delete(t->kid[key > t->key], key);
		return balance(t);
	}
	if (t->kid[1]) {
		t->kid[1] = take_first(t->kid[1], &t->key);
		return balance(t);
	} else {
		struct tree *left = t->kid[0];

		free(t);
		return left;
	}
}

static int walk(const struct tree *t, int depth)
{
	int n;

	if (!t)
		return 0;
	n = walk(t->kid[0], depth + 1);
	if (depth < 3)
		printf("%d/%d ", t->key, depth);
	return n + 1 + walk(t->kid[1], depth + 1);
}

int main(void)
{
	struct tree *t = NULL;
	int i;

	for (i = 0; i < 100; i++)
		t = insert(t, i * 37 % 101);
	printf("| %d %d\n", walk(t, 0), t->height);
	for (i = 0; i < 100; i += 2)
		t = delete(t, i);
	printf("| %d %d\n", walk(t, 0), t->height);
	while (t)
		t = delete(t, t->key);
	return t != NULL;
}
