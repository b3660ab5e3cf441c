/* GNU functions inside functions: variables around them, recursion, pointers to them, goto out of them. */
#include <stdio.h>
#include <stdlib.h>

static int apply(int (*f)(int), int n)
{
	return f(n);
}

static int sum_of(int count, int factor)
{
	int total = 0;
	int add(int n)
	{
		total += n * factor;
		return total;
	}
	for (int i = 1; i <= count; i++)
		apply(add, i);
	add(100);
	return total;
}

/* Each level has a function of its own. */
static int depth(int level, int (*above)(void))
{
	int mine(void)
	{
		return level * 10 + (above ? above() : 1);
	}
	if (level == 3)
		return mine();
	return depth(level + 1, mine);
}

static int levels(int a)
{
	int second(int b)
	{
		int third(int c)
		{
			a++;
			b += a;
			return a * 100 + b * 10 + c;
		}
		return third(b) + third(1);
	}
	return second(2) + a;
}

static int mutual(int n)
{
	auto int odd(int k);
	int even(int k)
	{
		return k == 0 ? 1 : odd(k - 1);
	}
	int odd(int k)
	{
		return k == 0 ? 0 : even(k - 1);
	}
	return even(n) * 2 + odd(n);
}

static int find(const int *list, int length, int wanted)
{
	__label__ found;
	int where = -1;
	void look(int i)
	{
		if (list[i] == wanted) {
			where = i;
			goto found;
		}
		if (i + 1 < length)
			look(i + 1);
	}
	look(0);
	return -2;
found:
	return where;
}

static int sorted(void)
{
	int list[] = { 5, 3, 9, 1 }, compares = 0;
	int compare(const void *a, const void *b)
	{
		compares++;
		return *(const int *)a - *(const int *)b;
	}
	qsort(list, 4, sizeof(int), compare);
	printf("%d %d %d %d %s\n", list[0], list[1], list[2], list[3], compares > 2 ? "some" : "few");
	return compares > 0;
}

static int with_array(int n)
{
	int list[n];
	struct pair {
		int a, b;
	} last = { 0, 0 };
	struct pair put(int i, struct pair p)
	{
		list[i] = p.a + p.b;
		last = p;
		return (struct pair){ list[i], (int)(sizeof(list) / sizeof(int)) };
	}
	struct pair r = { 1, 2 };
	for (int i = 0; i < n; i++)
		r = put(i, r);
	return list[n - 1] * 100 + last.a + r.b;
}

int main(void)
{
	int list[] = { 4, 8, 15, 16, 23, 42 };
	printf("%d %d\n", sum_of(4, 3), sum_of(2, -1));
	printf("%d %d\n", depth(0, NULL), levels(1));
	printf("%d %d\n", mutual(10), mutual(7));
	printf("%d %d %d\n", find(list, 6, 15), find(list, 6, 42), find(list, 6, 43));
	printf("%d\n", sorted());
	printf("%d\n", with_array(5));
	return 0;
}
