/* GNU computed goto: a threaded interpreter. */
#include <stdio.h>

static int run(const unsigned char *code)
{
	static const void *const table[] = { &&halt, &&push, &&add, &&mul, &&dup, &&swap };
	int stack[8], *sp = stack;

#define NEXT goto *table[*code++]
	NEXT;
push:
	*sp++ = *code++;
	NEXT;
add:
	sp--;
	sp[-1] += sp[0];
	NEXT;
mul:
	sp--;
	sp[-1] *= sp[0];
	NEXT;
dup:
	*sp = sp[-1];
	sp++;
	NEXT;
swap: {
		int t = sp[-1];

		sp[-1] = sp[-2];
		sp[-2] = t;
	}
	NEXT;
halt:
	return sp[-1];
}

int main(void)
{
	static const unsigned char square[] = { 1, 9, 4, 3, 0 };
	static const unsigned char sum[] = { 1, 2, 1, 3, 2, 1, 10, 5, 3, 4, 2, 0 };
	void *where = &&there;

	printf("%d %d\n", run(square), run(sum));
	goto *where;
	printf("never\n");
there:
	printf("there\n");
	return 0;
}
