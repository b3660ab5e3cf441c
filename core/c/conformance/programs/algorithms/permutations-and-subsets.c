/* Heap's permutations, subsets by bits, combinations by recursion. */
#include <stdio.h>

static int calls;

static void visit(const char *s)
{
	if (calls++ % 5 == 0)
		printf("%s ", s);
}

static void permute(char *s, int n)
{
	int i;

	if (n == 1) {
		visit(s);
		return;
	}
	for (i = 0; i < n; i++) {
		char c;
		int j = n % 2 ? 0 : i;

		permute(s, n - 1);
		c = s[j];
		s[j] = s[n - 1];
		s[n - 1] = c;
	}
}

static void choose(const char *from, int k, char *chosen, int n)
{
	if (k == 0) {
		chosen[n] = 0;
		visit(chosen);
		return;
	}
	for (; *from; from++) {
		chosen[n] = *from;
		choose(from + 1, k - 1, chosen, n + 1);
	}
}

int main(void)
{
	char s[] = "abcd", chosen[8];
	unsigned set, i;
	int sums[32] = { 0 };

	permute(s, 4);
	printf("%d\n", calls);
	choose("abcdef", 3, chosen, 0);
	printf("%d\n", calls);
	for (set = 0; set < 1u << 6; set++) {
		int sum = 0;

		for (i = 0; i < 6; i++)
			if (set & 1u << i)
				sum += i + 1;
		sums[sum]++;
	}
	for (i = 0; i < 22; i++)
		printf("%d ", sums[i]);
	printf("\n");
	return 0;
}
