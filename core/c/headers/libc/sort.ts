import type { LibrarySource } from '../library.ts';

export const source: LibrarySource = {
  path: 'libc/sort.c',
  provides: ['bsearch', 'qsort'],
  text: String.raw`/* qsort and bsearch. Heapsort: no recursion, no extra memory, no bad case. */
#include <stdlib.h>

static void swap(char *a, char *b, size_t size)
{
	for (; size > 0; size--) {
		char byte = *a;

		*a++ = *b;
		*b++ = byte;
	}
}

/* Moves the element at 'root' down until no child is greater. */
static void sift(char *base, size_t root, size_t count, size_t size,
		 int (*compare)(const void *, const void *))
{
	size_t child;

	while ((child = 2 * root + 1) < count) {
		if (child + 1 < count &&
		    compare(base + child * size, base + (child + 1) * size) < 0)
			child++;
		if (compare(base + root * size, base + child * size) >= 0)
			return;
		swap(base + root * size, base + child * size, size);
		root = child;
	}
}

void qsort(void *base, size_t count, size_t size, int (*compare)(const void *, const void *))
{
	size_t i;

	for (i = count / 2; i > 0; i--)
		sift(base, i - 1, count, size, compare);
	for (i = count; i > 1; i--) {
		swap(base, (char *)base + (i - 1) * size, size);
		sift(base, 0, i - 1, size, compare);
	}
}

void *bsearch(const void *key, const void *base, size_t count, size_t size,
	      int (*compare)(const void *, const void *))
{
	const char *low = base;

	while (count > 0) {
		const char *middle = low + count / 2 * size;
		int order = compare(key, middle);

		if (order == 0)
			return (void *)middle;
		if (order > 0) {
			low = middle + size;
			count -= count / 2 + 1;
		} else {
			count /= 2;
		}
	}
	return NULL;
}
`,
};
