/* Memory that lives until the function returns. */
#include <stdio.h>
#include <string.h>

static int sum(int n)
{
	int *a = __builtin_alloca(n * sizeof(int)), total = 0, i;

	for (i = 0; i < n; i++)
		a[i] = i;
	for (i = 0; i < n; i++)
		total += a[i];
	return total + (n > 1 ? sum(n / 2) : 0);
}

int main(void)
{
	char *parts[4];
	int i;

	for (i = 0; i < 4; i++) {
		parts[i] = __builtin_alloca(8);
		strcpy(parts[i], "part");
		parts[i][4] = '0' + i;
		parts[i][5] = 0;
	}
	printf("%s %s %s %s\n", parts[0], parts[1], parts[2], parts[3]);
	printf("%d\n", sum(100));
	return 0;
}
