/* Random stores and look-ups against an array of pointers, for as long as nothing differs. */
#include <linux/slab.h>
#include <linux/xarray.h>

#define INDICES	20000UL

void *malloc(size_t size);
void *calloc(size_t count, size_t size);
void free(void *object);
int printf(const char *format, ...);

static long nr_objects;

void *kmalloc(size_t size, gfp_t flags)
{
	nr_objects++;
	return malloc(size);
}

void *kzalloc(size_t size, gfp_t flags)
{
	nr_objects++;
	return calloc(1, size);
}

void kfree(const void *object)
{
	nr_objects -= object != NULL;
	free((void *)object);
}

static unsigned long seed = 1;

static unsigned long random_below(unsigned long n)
{
	seed = seed * 6364136223846793005UL + 1442695040888963407UL;
	return (seed >> 33) % n;
}

static void *model[INDICES];

static void *model_find(unsigned long *index, unsigned long max)
{
	for (unsigned long i = *index; i <= max && i < INDICES; i++)
		if (model[i]) {
			*index = i;
			return model[i];
		}
	return NULL;
}

static int fail(const char *what, unsigned long index)
{
	printf("%s differs at %lu\n", what, index);
	return 1;
}

/* Offsets move the indices to where the tree is high. */
static int run(unsigned long offset, unsigned long rounds)
{
	struct xarray xa;

	xa_init(&xa);
	for (unsigned long i = 0; i < INDICES; i++)
		model[i] = NULL;
	for (unsigned long round = 0; round < rounds; round++) {
		unsigned long first = random_below(INDICES), at = first, want = first;
		unsigned long last = first + random_below(random_below(8) ? 3 : 9000);
		void *entry = random_below(3) ? (void *)(16 * (round + 1) + random_below(2)) : NULL;
		void *found, *wanted;

		if (last >= INDICES)
			last = INDICES - 1;
		if (first == last) {
			if (xa_store(&xa, offset + first, entry, 0) != model[first])
				return fail("xa_store()", first);
		} else if (xa_store_range(&xa, offset + first, offset + last, entry, 0)) {
			return fail("xa_store_range()", first);
		}
		for (unsigned long i = first; i <= last; i++)
			model[i] = entry;
		first = random_below(INDICES);
		if (xa_load(&xa, offset + first) != model[first])
			return fail("xa_load()", first);
		at = want = first;
		last = first + random_below(INDICES - first);
		wanted = model_find(&want, last);
		at += offset;
		found = xa_find(&xa, &at, offset + last);
		if (found != wanted || at - offset != want)
			return fail("xa_find()", first);
	}
	xa_destroy(&xa);
	return nr_objects ? fail("the number of objects", nr_objects) : 0;
}

int main(void)
{
	return run(0, 20000) || run(0xfcd8000, 20000) || run(0x7ffffffff000UL, 20000) ||
		run(~0UL - INDICES + 1, 20000);
}
