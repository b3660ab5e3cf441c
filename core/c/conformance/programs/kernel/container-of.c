/* From a member back to the struct around it. */
#include <stddef.h>
#include <stdio.h>

#define container_of(ptr, type, member)                                       \
	({                                                                    \
		void *__p = (void *)(ptr);                                    \
		_Static_assert(__builtin_types_compatible_p(typeof(*(ptr)),   \
				typeof(((type *)0)->member)) ||               \
			       __builtin_types_compatible_p(typeof(*(ptr)), void), \
			       "pointer type mismatch");                      \
		((type *)(__p - offsetof(type, member)));                     \
	})

struct work { void (*fn)(struct work *); int n; };
struct device {
	const char *name;
	struct { int a; struct work work; } inner;
	struct work others[2];
};

static void run(struct work *w)
{
	struct device *d = container_of(w, struct device, inner.work);

	printf("%s %d %d\n", d->name, d->inner.a, w->n);
}

static void run_second(struct work *w)
{
	struct device *d = container_of(w, struct device, others[1]);

	printf("%s second\n", d->name);
}

int main(void)
{
	struct device d = { "device", { 7, { run, 3 } }, { { NULL, 0 }, { run_second, 1 } } };
	struct work *list[] = { &d.inner.work, &d.others[1] };
	const int *a = &d.inner.a;
	unsigned i;

	for (i = 0; i < 2; i++)
		list[i]->fn(list[i]);
	printf("%d\n", container_of(a, struct device, inner.a) == &d);
	printf("%d\n", container_of((void *)&d.name, struct device, name) == &d);
	return 0;
}
