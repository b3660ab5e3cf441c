/* Structs of operations, as the kernel uses them. */
#include <stdio.h>

struct shape;

struct shape_operations {
	const char *name;
	int (*area)(const struct shape *);
	void (*scale)(struct shape *, int by);
};

struct shape {
	const struct shape_operations *ops;
	int w, h;
};

static int rectangle_area(const struct shape *s) { return s->w * s->h; }
static int triangle_area(const struct shape *s) { return s->w * s->h / 2; }
static void scale_both(struct shape *s, int by) { s->w *= by; s->h *= by; }
static void scale_width(struct shape *s, int by) { s->w *= by; }

static const struct shape_operations rectangle = { "rectangle", rectangle_area, scale_both };
static const struct shape_operations triangle = {
	.name = "triangle",
	.scale = scale_width,
	.area = &triangle_area,
};

int main(void)
{
	struct shape shapes[] = { { &rectangle, 2, 3 }, { &triangle, 4, 5 }, { &rectangle, 1, 1 } };
	int i;

	for (i = 0; i < 3; i++) {
		struct shape *s = &shapes[i];

		s->ops->scale(s, i + 1);
		printf("%s %d %d\n", s->ops->name, s->ops->area(s), (*s->ops->area)(s));
	}
	return shapes[0].ops == shapes[2].ops ? 0 : 1;
}
