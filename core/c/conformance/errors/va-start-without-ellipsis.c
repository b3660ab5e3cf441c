/* error 7:2: va_start in a function with fixed arguments */
#include <stdarg.h>

int f(int a)
{
	va_list ap;
	va_start(ap, a);
	return va_arg(ap, int);
}

int main(void)
{
	return f(1);
}
