/* Streams that are not files, lines of any length, and %n. */
#define _GNU_SOURCE
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include <wctype.h>

int main(void)
{
	char *text, *line = NULL;
	size_t size, room = 0;
	FILE *stream = open_memstream(&text, &size);
	int written;
	short small;
	wchar_t wide[20];

	for (int i = 0; i < 50; i++)
		fprintf(stream, "%d,", i);
	fputs("\nlast", stream);
	fclose(stream);
	printf("%zu %zu\n", size, strlen(text));
	stream = fmemopen(text, size, "r");
	printf("%ld ", (long)getline(&line, &room, stream));
	printf("%ld %s ", (long)getline(&line, &room, stream), line);
	printf("%ld\n", (long)getline(&line, &room, stream));
	fclose(stream);
	printf("abc%n %s%hn\n", &written, "de", &small);
	printf("%d %d\n", written, small);
	swprintf(wide, 20, L"%d-%s", 12, "ab");
	printf("%ls %d %d\n", wide, (int)towupper(L'q'), iswdigit(L'7') != 0);
	printf("%zu %s\n", mbstowcs(wide, "xyz", 20), setlocale(LC_ALL, NULL));
	free(line);
	free(text);
	return 0;
}
