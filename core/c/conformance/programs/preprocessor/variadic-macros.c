/* __VA_ARGS__, GNU named rest arguments, the swallowed comma, counting. */
#include <stdio.h>

#define LOG(format, ...) printf("log: " format "\n", ##__VA_ARGS__)
#define PAIRS(args...) printf("%d %d\n", args)
#define ALL(...) printf(__VA_ARGS__)
#define COUNT(...) COUNT_(__VA_ARGS__, 5, 4, 3, 2, 1)
#define COUNT_(a, b, c, d, e, n, ...) n
#define REST(first, ...) (int[]){ __VA_ARGS__ }[0]
#define GNU(format, rest...) printf(format, ##rest)

static int sum(int n, ...)
{
	return n;
}

#define SUM(...) sum(COUNT(__VA_ARGS__), __VA_ARGS__)

int main(void)
{
	LOG("nothing");
	LOG("%d", 1);
	LOG("%d %s", 2, "two");
	PAIRS(3, 4);
	ALL("plain\n");
	ALL("%d %c\n", 5, 'c');
	GNU("gnu\n");
	GNU("%d\n", 6);
	printf("%d %d %d\n", COUNT(a), COUNT(a, b, c), COUNT((a, b), c, d, e, f));
	printf("%d\n", REST(1, 2, 3));
	printf("%d %d\n", SUM(9), SUM(9, 8, 7));
	return 0;
}
