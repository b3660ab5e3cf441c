/* Dates as text. */
#include <stdio.h>
#include <time.h>

int main(void)
{
	static const time_t times[] = { 0, 951782400, 1104537599, 1230768000, 1609459200, 4102444799 };
	char text[200];

	for (unsigned i = 0; i < sizeof(times) / sizeof(times[0]); i++) {
		struct tm *fields = gmtime(&times[i]);

		strftime(text, sizeof(text), "%A %a %B %b %c|%C %d %D %e %F|%g %G %V %U %W|%H %I %j %m %M", fields);
		puts(text);
		strftime(text, sizeof(text), "%p %r %R %S %T %u %w %x %X %y %Y %% %h", fields);
		puts(text);
		fputs(asctime(fields), stdout);
	}
	printf("%zu\n", strftime(text, 4, "%Y", gmtime(&times[0])));
	return 0;
}
