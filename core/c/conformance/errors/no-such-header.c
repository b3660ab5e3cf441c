/* error 3:2: cannot find the header <setjmp.h> in the include paths */
#include <stdio.h>
#include <setjmp.h>

int main(void)
{
	return 0;
}
