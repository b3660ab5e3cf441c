/* error 3:2: cannot find the header <threads.h> in the include paths */
#include <stdio.h>
#include <threads.h>

int main(void)
{
	return 0;
}
