/* Macros of several statements in if and else. */
#include <stdio.h>

#define pr(fmt, ...) do { printf("[%d] " fmt, ++lines, ##__VA_ARGS__); } while (0)
#define WARN_ON(c) ({ int __w = !!(c); if (__builtin_expect(__w, 0)) pr("warn %s\n", #c); __builtin_expect(__w, 0); })
#define WARN_ON_ONCE(c)                                                       \
	({                                                                    \
		static _Bool __once;                                          \
		int __c = !!(c);                                              \
		if (__c && !__once) {                                         \
			__once = 1;                                           \
			pr("once %s\n", #c);                                  \
		}                                                             \
		__c;                                                          \
	})
#define for_each(i, n) for (int i = 0; i < (n); i++)

static int lines;

static int check(int n)
{
	if (WARN_ON_ONCE(n > 2))
		return -1;
	return n;
}

int main(void)
{
	for_each(i, 5)
		if (i & 1)
			pr("odd %d\n", i);
		else
			pr("even\n");
	for_each(i, 6)
		printf("%d ", check(i));
	printf("\n");
	if (WARN_ON(lines > 3) || WARN_ON(0))
		pr("warned\n");
	return lines;
}
