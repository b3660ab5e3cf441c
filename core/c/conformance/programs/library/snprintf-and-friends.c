/* Formatting into buffers: truncation, lengths, NULL with size 0. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void)
{
	char b[8], big[400], *made = NULL;
	int n;

	memset(b, 'x', sizeof(b));
	n = snprintf(b, 4, "%d", 123456);
	printf("%d [%s] %c\n", n, b, b[4]);
	n = snprintf(NULL, 0, "%s-%05d", "abc", 42);
	printf("%d\n", n);
	n = snprintf(b, sizeof(b), "%s", "");
	printf("%d [%s]\n", n, b);
	n = snprintf(b, 1, "gone");
	printf("%d [%s]\n", n, b);
	n = sprintf(big, "%*s|%-*s|", 100, "right", 100, "left");
	printf("%d %zu %c %c\n", n, strlen(big), big[99], big[101]);
	n = snprintf(b, sizeof(b), "%s", "1234567");
	printf("%d [%s]\n", n, b);
	n = snprintf(b, sizeof(b), "%s", "12345678");
	printf("%d [%s]\n", n, b);
	n = printf("%300d\n", 7);
	printf("%d\n", n);
	made = malloc(16);
	sprintf(made, "%c%c%c", 'x', 'y', 'z');
	fprintf(stdout, "%s\n", made);
	free(made);
	return 0;
}
