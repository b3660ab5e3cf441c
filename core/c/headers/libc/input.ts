import type { LibrarySource } from '../library.ts';

export const source: LibrarySource = {
  path: 'libc/input.c',
  provides: ['fgetc', 'fgets', 'fread', 'getc', 'getchar', 'ungetc'],
  text: String.raw`/* Reading from streams. */
#include <errno.h>
#include <stdio.h>
#include "__lab_file.h"

int fgetc(FILE *stream)
{
	char byte;
	int pushed = stream->pushed;

	if (pushed != EOF) {
		stream->pushed = EOF;
		return pushed;
	}
	if (!stream->read) {
		stream->error = 1;
		errno = EBADF;
		return EOF;
	}
	if (stream->read(stream, &byte, 1) == 1)
		return (unsigned char)byte;
	stream->at_end = 1;
	return EOF;
}

int getc(FILE *stream)
{
	return fgetc(stream);
}

int getchar(void)
{
	return fgetc(stdin);
}

int ungetc(int c, FILE *stream)
{
	if (c == EOF || stream->pushed != EOF)
		return EOF;
	stream->at_end = 0;
	return stream->pushed = (unsigned char)c;
}

char *fgets(char *buffer, int size, FILE *stream)
{
	int length = 0, c = 0;

	while (length < size - 1 && c != '\n' && (c = fgetc(stream)) != EOF)
		buffer[length++] = (char)c;
	if (length == 0)
		return NULL;
	buffer[length] = '\0';
	return buffer;
}

size_t fread(void *data, size_t size, size_t count, FILE *stream)
{
	char *bytes = data;
	size_t wanted = size * count, done = 0;
	int c;

	if (wanted == 0)
		return 0;
	while (done < wanted && (c = fgetc(stream)) != EOF)
		bytes[done++] = (char)c;
	return done / size;
}
`,
};
