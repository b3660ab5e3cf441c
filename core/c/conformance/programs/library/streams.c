/* puts, putchar, fputs, fwrite, fprintf to both streams; input is empty. */
#include <stdio.h>
#include <string.h>

int main(void)
{
	char line[10];

	puts("puts");
	putchar('c');
	putchar('\n');
	fputs("fputs\n", stdout);
	fputc('x', stdout);
	putc('\n', stdout);
	printf("%zu\n", fwrite("fwrite\n", 1, 7, stdout));
	fprintf(stderr, "not here %d\n", 5);
	fprintf(stdout, "%s\n", "fprintf");
	printf("%d %d\n", getchar() == EOF, fgets(line, sizeof(line), stdin) == NULL);
	printf("%d\n", feof(stdin) != 0);
	fflush(stdout);
	perror("silent");
	return 0;
}
