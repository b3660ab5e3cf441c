/* error 2:2: cannot find the header "not-there.h" in the include paths */
#include "not-there.h"

int main(void)
{
	return 0;
}
