/* IS_ENABLED: macros that know whether a name is defined as 1. */
#include <stdio.h>

#define CONFIG_A 1
#define CONFIG_B_MODULE 1
#define CONFIG_D 0

#define __ARG_PLACEHOLDER_1 0,
#define __take_second_arg(__ignored, val, ...) val
#define __is_defined(x) ___is_defined(x)
#define ___is_defined(val) ____is_defined(__ARG_PLACEHOLDER_##val)
#define ____is_defined(arg1_or_junk) __take_second_arg(arg1_or_junk 1, 0)
#define __or(x, y) ___or(x, y)
#define ___or(x, y) ____or(__ARG_PLACEHOLDER_##x, y)
#define ____or(arg1_or_junk, y) __take_second_arg(arg1_or_junk 1, y)
#define IS_BUILTIN(option) __is_defined(option)
#define IS_MODULE(option) __is_defined(option##_MODULE)
#define IS_ENABLED(option) __or(IS_BUILTIN(option), IS_MODULE(option))

static int only_if_enabled(void);

int main(void)
{
	printf("%d %d %d %d\n", IS_ENABLED(CONFIG_A), IS_ENABLED(CONFIG_B), IS_ENABLED(CONFIG_C),
	       IS_ENABLED(CONFIG_D));
	printf("%d %d\n", IS_BUILTIN(CONFIG_A), IS_MODULE(CONFIG_A));
	printf("%d %d\n", IS_BUILTIN(CONFIG_B), IS_MODULE(CONFIG_B));
#if IS_ENABLED(CONFIG_A) && !IS_ENABLED(CONFIG_C)
	printf("in #if too\n");
#endif
	if (IS_ENABLED(CONFIG_A))
		printf("%d\n", only_if_enabled());
	return 0;
}

static int only_if_enabled(void) { return 5; }
