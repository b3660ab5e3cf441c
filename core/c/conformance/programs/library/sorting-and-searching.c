/* qsort and bsearch over ints, strings and structs. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct person { char name[12]; int age; };

static int comparisons;

static int by_value(const void *a, const void *b)
{
	comparisons++;
	return *(const int *)a < *(const int *)b ? -1 : *(const int *)a > *(const int *)b;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static int by_age(const void *a, const void *b)
{
	const struct person *p = a, *q = b;

	return p->age != q->age ? p->age - q->age : strcmp(p->name, q->name);
}

int main(void)
{
	int n[100], i, key;
	const char *words[] = { "pear", "apple", "fig", "banana", "cherry", "apple" };
	struct person people[] = { { "dora", 30 }, { "abe", 25 }, { "cy", 30 }, { "bea", 41 }, { "ed", 2 } };
	const int *found;

	for (i = 0; i < 100; i++)
		n[i] = i * 7919 % 1009 - 500;
	qsort(n, 100, sizeof(n[0]), by_value);
	for (i = 0; i < 100; i += 11)
		printf("%d ", n[i]);
	for (i = 1; i < 100; i++)
		if (n[i - 1] > n[i])
			printf("unsorted ");
	printf("%d\n", comparisons > 99);
	key = n[37];
	found = bsearch(&key, n, 100, sizeof(n[0]), by_value);
	printf("%ld ", found ? (long)(found - n) : -1);
	key = 5000;
	printf("%d\n", bsearch(&key, n, 100, sizeof(n[0]), by_value) == NULL);
	qsort(words, 6, sizeof(words[0]), by_text);
	for (i = 0; i < 6; i++)
		printf("%s ", words[i]);
	qsort(people, 5, sizeof(people[0]), by_age);
	for (i = 0; i < 5; i++)
		printf("%s:%d ", people[i].name, people[i].age);
	printf("\n");
	qsort(n, 0, sizeof(n[0]), by_value);
	qsort(n, 1, sizeof(n[0]), by_value);
	return 0;
}
