/* __int128: every operator, signed and unsigned, with carries between the halves. */
#include <stdio.h>

typedef __int128 s128;
typedef unsigned __int128 u128;

static void show(const char *what, u128 x)
{
	printf("%s %016lx%016lx\n", what, (unsigned long)(x >> 64), (unsigned long)x);
}

static u128 make(unsigned long high, unsigned long low)
{
	return (u128)high << 64 | low;
}

static void binary(u128 a, u128 b)
{
	show("add", a + b);
	show("sub", a - b);
	show("mul", a * b);
	if (b) {
		show("div", a / b);
		show("mod", a % b);
		show("sdiv", (s128)a / (s128)b);
		show("smod", (s128)a % (s128)b);
	}
	show("and", a & b);
	show("or", a | b);
	show("xor", a ^ b);
	printf("%d %d %d %d %d %d ", a < b, a <= b, a > b, a >= b, a == b, a != b);
	printf("%d %d %d %d\n", (s128)a < (s128)b, (s128)a <= (s128)b, (s128)a > (s128)b,
	       (s128)a >= (s128)b);
}

static void unary(u128 a)
{
	int i;

	show("neg", -a);
	show("not", ~a);
	printf("%d %d\n", !a, a ? 1 : 0);
	for (i = 0; i < 128; i += 21) {
		show("shl", a << i);
		show("shr", a >> i);
		show("sar", (s128)a >> i);
	}
}

int main(void)
{
	static const unsigned long words[] = { 0, 1, 0x7fffffffffffffff, 0x8000000000000000,
					       0xffffffffffffffff, 0x123456789abcdef0 };
	unsigned int i, j, n = sizeof(words) / sizeof(words[0]);
	u128 previous = make(3, 5), x;
	s128 s;

	for (i = 0; i < n; i++)
		for (j = 0; j < n; j++) {
			x = make(words[i], words[j]);
			if ((s128)x == (s128)make(0x8000000000000000, 0) && previous == make(-1, -1))
				previous = 1;
			binary(x, previous);
			unary(x);
			previous = x;
		}
	x = 10;
	x += 5;
	x *= make(1, 0);
	x -= 1;
	x <<= 3;
	x >>= 1;
	x |= 1;
	x ^= 0xff;
	x /= 3;
	x %= make(0, 1000000007);
	show("updates", x);
	show("post", x++);
	show("pre", --x);
	s = -5;
	show("from int", s);
	show("from unsigned", (u128)(unsigned int)-5);
	printf("%d %ld %u %d\n", (int)s, (long)s, (unsigned char)s, (_Bool)s);
	return (int)(s / 2 + 50);
}
