/* One list, expanded several times. */
#include <stdio.h>

#define COLOURS(X)       \
	X(RED, 0xff0000)  \
	X(GREEN, 0x00ff00) \
	X(BLUE, 0x0000ff)

#define AS_ENUM(name, value) COLOUR_##name,
#define AS_CASE(name, value) case COLOUR_##name: return #name;
#define AS_VALUE(name, value) [COLOUR_##name] = value,
#define AS_COUNT(name, value) +1
#define AS_FUNCTION(name, value) static int is_##name(int v) { return v == value; }

enum colour { COLOURS(AS_ENUM) COLOUR_COUNT };
static const int values[] = { COLOURS(AS_VALUE) };
COLOURS(AS_FUNCTION)

static const char *name(enum colour c)
{
	switch (c) {
	COLOURS(AS_CASE)
	default: return "?";
	}
}

int main(void)
{
	int i;

	for (i = 0; i <= COLOUR_COUNT; i++)
		printf("%s ", name(i));
	printf("%d %d\n", COLOUR_COUNT, 0 COLOURS(AS_COUNT));
	printf("%x %x %x\n", values[0], values[1], values[2]);
	printf("%d%d%d\n", is_RED(values[0]), is_GREEN(values[0]), is_BLUE(255));
	return 0;
}
