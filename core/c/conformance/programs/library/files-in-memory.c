/* Files written, read back, appended, positioned, removed. */
#include <stdio.h>
#include <string.h>

int main(void)
{
	const char *name = "folioscope-conformance.tmp";
	FILE *f = fopen(name, "w");
	char line[32];
	int n, v;

	if (!f)
		return 1;
	fprintf(f, "first %d\n", 1);
	fputs("second\nthird", f);
	printf("%ld\n", ftell(f));
	fclose(f);
	f = fopen(name, "r");
	while (fgets(line, sizeof(line), f))
		printf("%zu:%s%s", strlen(line), line, strchr(line, '\n') ? "" : "\n");
	printf("%d %d\n", feof(f) != 0, fgetc(f));
	rewind(f);
	n = fscanf(f, "%31s %d", line, &v);
	printf("%d %s %d\n", n, line, v);
	fseek(f, -5, SEEK_END);
	printf("%c", fgetc(f));
	ungetc('T', f);
	n = fread(line, 1, 10, f);
	printf("%d %.*s\n", n, n, line);
	fclose(f);
	f = fopen(name, "a");
	fputc('!', f);
	fclose(f);
	f = fopen(name, "r+");
	fwrite("FIRST", 1, 5, f);
	fseek(f, 0, SEEK_END);
	printf("%ld\n", ftell(f));
	rewind(f);
	printf("%s", fgets(line, sizeof(line), f));
	fclose(f);
	printf("%d ", remove(name));
	printf("%d\n", remove(name));
	printf("%d\n", fopen(name, "r") == NULL);
	return 0;
}
