/* va_list handed to other functions, copied, restarted. */
#include <stdarg.h>
#include <stdio.h>

static int vsum(int n, va_list ap)
{
	int sum = 0;

	while (n--)
		sum += va_arg(ap, int);
	return sum;
}

static void take_one(va_list *ap, int *to)
{
	*to = va_arg(*ap, int);
}

static int twice(int n, ...)
{
	va_list ap, again;
	int first, a, b;

	va_start(ap, n);
	va_copy(again, ap);
	a = vsum(n, ap);
	first = va_arg(again, int);
	b = vsum(n - 1, again);
	va_end(again);
	va_end(ap);
	va_start(ap, n);
	take_one(&ap, &n);
	n += va_arg(ap, int);
	va_end(ap);
	return a * 10000 + (first + b) * 100 + n;
}

static int format(char *to, unsigned long size, const char *fmt, ...)
{
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(to, size, fmt, ap);
	va_end(ap);
	return n;
}

static void log_line(const char *prefix, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	printf("%s: ", prefix);
	vprintf(fmt, ap);
	va_end(ap);
}

int main(void)
{
	char text[16];
	int n;

	printf("%d\n", twice(4, 1, 2, 3, 4));
	n = format(text, sizeof(text), "%d-%s-%.1f", 42, "abc", 2.5);
	printf("%d %s\n", n, text);
	n = format(text, sizeof(text), "%s and %s", "a long one", "another");
	printf("%d %s\n", n, text);
	log_line("log", "%c %ld %s %g\n", 'x', 1L << 40, "end", 0.5);
	return 0;
}
