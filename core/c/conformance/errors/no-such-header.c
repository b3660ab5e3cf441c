/* error 3:2: cannot find the header <strings_and_threads.h> in the include paths */
#include <stdio.h>
#include <strings_and_threads.h>

int main(void)
{
	return 0;
}
