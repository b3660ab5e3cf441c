/* BUILD_BUG_ON in its forms, and ARRAY_SIZE that refuses pointers. */
#include <stdio.h>

#define BUILD_BUG_ON_ZERO(e) ((int)sizeof(struct { int : (-!!(e)); }))
#define BUILD_BUG_ON(condition) ((void)sizeof(char[1 - 2 * !!(condition)]))
#define BUILD_BUG_ON_MSG(condition, msg) _Static_assert(!(condition), msg)
#define __same_type(a, b) __builtin_types_compatible_p(typeof(a), typeof(b))
#define __must_be_array(a) BUILD_BUG_ON_ZERO(__same_type((a), &(a)[0]))
#define ARRAY_SIZE(arr) (sizeof(arr) / sizeof((arr)[0]) + __must_be_array(arr))
#define sizeof_field(TYPE, MEMBER) sizeof((((TYPE *)0)->MEMBER))
#define offsetofend(TYPE, MEMBER) (__builtin_offsetof(TYPE, MEMBER) + sizeof_field(TYPE, MEMBER))

struct s { char c; short list[3]; long l; };

static int numbers[] = { 1, 2, 3, 4, 5 };
static const char *words[7];
static int twice[ARRAY_SIZE(numbers) * 2];

int main(void)
{
	BUILD_BUG_ON(sizeof(struct s) != 16);
	BUILD_BUG_ON(ARRAY_SIZE(numbers) != 5);
	BUILD_BUG_ON_MSG(sizeof(long) != 8, "64 bits only");
	printf("%zu %zu %zu\n", ARRAY_SIZE(numbers), ARRAY_SIZE(words), ARRAY_SIZE(twice));
	printf("%zu %zu\n", sizeof_field(struct s, list), offsetofend(struct s, list));
	printf("%d\n", BUILD_BUG_ON_ZERO(0));
	printf("%zu\n", ARRAY_SIZE(((struct s *)0)->list));
	return 0;
}
