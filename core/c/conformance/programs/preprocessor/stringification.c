/* #: spaces, quotes, backslashes, expansion or not. */
#include <stdio.h>

#define STR(x) #x
#define XSTR(x) STR(x)
#define VALUE 42
#define LIST(...) #__VA_ARGS__
#define PRINT(e) printf("%s = %d\n", #e, e)

int main(void)
{
	printf("[%s]\n", STR(a  +   b));
	printf("[%s]\n", STR("quote\n" 'c' '\''));
	printf("[%s] [%s]\n", STR(VALUE), XSTR(VALUE));
	printf("[%s]\n", STR());
	printf("[%s]\n", STR(  trimmed  ));
	printf("[%s]\n", STR("a\\b"));
	printf("[%s]\n", LIST(1,  2 ,"x",(y , z)));
	printf("[%s]\n", XSTR(XSTR(VALUE)));
	printf("[%s]\n", STR(line
			     break /* comment */ here));
	PRINT(1 + 2 * 3);
	PRINT(VALUE);
	return 0;
}
