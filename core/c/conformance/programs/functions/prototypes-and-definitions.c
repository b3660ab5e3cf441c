/* Forward declarations, unnamed parameters, old-style empty lists, extern in blocks. */
#include <stdio.h>

int later(int, const char *);
static double half(double);
extern int shared;
int unspecified();
void nothing(void);
static inline int inlined(int a) { return a + 1; }
static __attribute__((noinline, unused)) int kept(int a) { return a - 1; }
__attribute__((const)) static int pure(int a);
int takes_array(int a[static 2], char s[]);
int takes_function(int f(int));

int main(void)
{
	extern int later(int, const char *);
	int local(int);

	printf("%d %.2f %d\n", later(2, "abc"), half(3), shared);
	printf("%d %d %d\n", unspecified(), inlined(1), kept(1));
	nothing();
	printf("%d %d\n", local(4), pure(5));
	printf("%d %d\n", takes_array((int[]){ 4, 5 }, "xyz"), takes_function(pure));
	return 0;
}

int shared = 9;
int later(int n, const char *s) { return s[n]; }
static double half(double d) { return d / 2; }
int unspecified() { return 11; }
void nothing(void) { return; }
int local(int n) { return n * 3; }
static int pure(int a) { return a * a; }
int takes_array(int a[static 2], char s[]) { return a[1] + s[0]; }
int takes_function(int f(int)) { return f(6); }
