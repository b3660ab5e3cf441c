/* Attributes in many places, none of which changes what the program does. */
#include <stdio.h>

struct __attribute__((aligned(4))) a { int x; } __attribute__((unused));
typedef int number __attribute__((unused));
static int unused_variable __attribute__((unused, section(".data"))) = 1;
static int hot(int) __attribute__((hot, pure));
static __attribute__((always_inline)) inline int inlined(int n) { return n + 1; }
void __attribute__((cold)) report(const char *, ...) __attribute__((format(printf, 1, 2)));
static int hot(int n) { return n * 2; }
extern int visible __attribute__((visibility("default")));
int visible = 3;

void report(const char *format, ...)
{
	printf("%s\n", format);
}

static int through(int n)
{
	switch (n) {
	case 1:
		n++;
		__attribute__((fallthrough));
	case 2:
		n += 10;
	}
	return n;
}

int main(int argc __attribute__((unused)), char **argv __attribute__((unused)))
{
	number n __attribute__((unused)) = 4;
	struct a a = { 5 };
	int i __attribute__((aligned(16))) = 6;

	report("text");
	printf("%d %d %d %d %d\n", hot(2), inlined(3), a.x, i, visible);
	printf("%d %d\n", through(1), through(2));
	if (__builtin_expect(n == 4, 1))
		goto end;
	printf("never\n");
end: __attribute__((unused));
	return 0;
}
