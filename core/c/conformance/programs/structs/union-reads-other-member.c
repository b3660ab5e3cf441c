/* A union's members share their bytes; the machine is little-endian. */
#include <stdio.h>

union all {
	unsigned char b[8];
	unsigned short s[4];
	unsigned i[2];
	unsigned long l;
	float f;
	double d;
	void *p;
};

static union all make(double d)
{
	union all u;

	u.d = d;
	return u;
}

int main(void)
{
	union all u = { .l = 0x0123456789abcdef }, v;

	printf("%x %x %x %x\n", u.b[0], u.b[7], u.s[1], u.i[1]);
	u.b[3] = 0xff;
	printf("%lx\n", u.l);
	u.s[3] = 0;
	printf("%lx\n", u.l);
	u.d = 1.0;
	printf("%lx\n", u.l);
	u.f = -2.5f;
	printf("%x\n", u.i[0]);
	v = u;
	v.i[1]--;
	printf("%lx %lx\n", u.l, v.l);
	printf("%lx %x\n", make(-0.5).l, make(3.25).b[7]);
	u.p = &u;
	printf("%d %zu\n", u.l == (unsigned long)&u, sizeof(u));
	return 0;
}
