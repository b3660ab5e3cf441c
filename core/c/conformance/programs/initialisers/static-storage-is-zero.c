/* Objects with static storage start as zero, or from address constants. */
#include <stdio.h>

static int zero;
static int array[20];
static struct { char *p; double d; int i[3]; } record;
int tentative;
int tentative;
static int value = 5;
static int *address = &value;
static int *inside = &array[7];
static char *end = (char *)&array[20];
static const char *const words[] = { "a", "b" + 0, &"xyz"[1] };
static int **chain = &address;
static long difference = (long)sizeof(array) - 4;
static int (*function)(const char *, ...) = printf;
static unsigned long bits = (unsigned long)0x1000 | 1;

static int counter(void)
{
	static int calls;
	static int start = 10;

	return start + calls++;
}

int main(void)
{
	static struct { int a, b; } local = { .b = 3 };

	printf("%d %d %d %d %.1f %d\n", zero, array[19], tentative, record.p == NULL, record.d,
	       record.i[2]);
	printf("%d %ld %ld\n", *address, (long)(inside - array), (long)(end - (char *)array));
	printf("%s %s %s\n", words[0], words[1], words[2]);
	**chain = 6;
	printf("%d %ld %lx\n", value, difference, bits);
	function("%d %d\n", local.a, local.b);
	counter();
	counter();
	printf("%d\n", counter());
	return 0;
}
