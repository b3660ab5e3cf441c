/* kref-like counting with a release callback, and cleanup by goto. */
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

struct kref { int count; };
struct object { int id; struct kref ref; struct object *parent; };

static int live;

static void kref_get(struct kref *k) { k->count++; }
static int kref_put(struct kref *k, void (*release)(struct kref *))
{
	if (--k->count)
		return 0;
	release(k);
	return 1;
}

static void release(struct kref *k)
{
	struct object *o = (struct object *)((char *)k - offsetof(struct object, ref));

	printf("release %d\n", o->id);
	if (o->parent)
		kref_put(&o->parent->ref, release);
	live--;
	free(o);
}

static struct object *create(int id, struct object *parent)
{
	struct object *o = malloc(sizeof(*o));

	if (!o)
		goto out;
	*o = (struct object){ .id = id, .ref = { 1 }, .parent = parent };
	if (id < 0)
		goto out_free;
	if (parent)
		kref_get(&parent->ref);
	live++;
	return o;
out_free:
	free(o);
out:
	return NULL;
}

int main(void)
{
	struct object *a = create(1, NULL), *b = create(2, a), *c = create(3, b);

	printf("%d\n", create(-1, a) == NULL);
	printf("%d %d %d\n", a->ref.count, b->ref.count, c->ref.count);
	kref_put(&a->ref, release);
	kref_put(&b->ref, release);
	printf("%d\n", live);
	kref_put(&c->ref, release);
	return live;
}
