/* GNU nested functions: a feature that may be refused, but only clearly. */
#include <stdio.h>

int main(void)
{
	int total = 0;
	void add(int n) { total += n; }

	add(3);
	add(4);
	printf("%d\n", total);
	return 0;
}
