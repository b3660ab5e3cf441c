/* Writing one field leaves every other bit of the unit alone. */
#include <stdio.h>
#include <string.h>

struct s {
	unsigned a : 1, b : 6, c : 9, d : 3, e : 13;
	unsigned char f;
	unsigned g : 4, h : 4;
};

static void show(const struct s *s)
{
	printf("%x %x %x %x %x %x %x %x\n", s->a, s->b, s->c, s->d, s->e, s->f, s->g, s->h);
}

int main(void)
{
	struct s s;
	int i;

	memset(&s, 0xff, sizeof(s));
	show(&s);
	s.a = 0;
	show(&s);
	s.c = 0x155;
	show(&s);
	s.e = 0;
	show(&s);
	s.f = 0x12;
	show(&s);
	s.g = 0;
	s.h = 9;
	show(&s);
	for (i = 0; i < 40; i++) {
		s.b += 5;
		s.d -= 1;
		s.e ^= (unsigned)i * 97;
		s.h++;
	}
	show(&s);
	return 0;
}
