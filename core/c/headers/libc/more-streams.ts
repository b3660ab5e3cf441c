import type { LibrarySource } from '../library.ts';

export const source: LibrarySource = {
  path: 'libc/more-streams.c',
  provides: [
    'dprintf',
    'fmemopen',
    'fseeko',
    'ftello',
    'getdelim',
    'getline',
    'open_memstream',
    'tmpnam',
  ],
  text: String.raw`/* Streams in memory, and lines of any length. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "__lab_file.h"

/* What open_memstream keeps for its stream, behind it in memory. */
struct growing {
	struct __lab_file stream;
	char **bytes;
	size_t *size;
	size_t room;
};

static size_t write_growing(FILE *stream, const char *bytes, size_t length)
{
	struct growing *to = (struct growing *)stream;
	size_t end = *to->size + length;

	if (end + 1 > to->room) {
		char *grown = realloc(*to->bytes, 2 * end + 1);

		if (!grown)
			return 0;
		*to->bytes = grown;
		to->room = 2 * end + 1;
	}
	memcpy(*to->bytes + *to->size, bytes, length);
	(*to->bytes)[end] = '\0';
	*to->size = end;
	return length;
}

FILE *open_memstream(char **bytes, size_t *size)
{
	struct growing *to = calloc(1, sizeof(*to));

	if (!to)
		return NULL;
	to->stream.write = write_growing;
	to->stream.descriptor = -1;
	to->stream.pushed = EOF;
	to->bytes = bytes;
	to->size = size;
	*bytes = calloc(1, 1);
	*size = 0;
	to->room = 1;
	return &to->stream;
}

/* A file of its own with the bytes at first; they are written back never. */
FILE *fmemopen(void *bytes, size_t size, const char *mode)
{
	FILE *stream = tmpfile();

	if (!stream || !bytes)
		return stream;
	if (mode[0] != 'w')
		fwrite(bytes, 1, size, stream);
	if (mode[0] != 'a')
		rewind(stream);
	return stream;
}

ssize_t getdelim(char **line, size_t *room, int delimiter, FILE *stream)
{
	size_t length = 0;
	int c = 0;

	while (c != delimiter && (c = fgetc(stream)) != EOF) {
		if (!*line || length + 2 > *room) {
			size_t wanted = *room < 60 ? 120 : 2 * *room;
			char *grown = realloc(*line, wanted);

			if (!grown)
				return -1;
			*line = grown;
			*room = wanted;
		}
		(*line)[length++] = (char)c;
	}
	if (length == 0)
		return -1;
	(*line)[length] = '\0';
	return (ssize_t)length;
}

ssize_t getline(char **line, size_t *room, FILE *stream)
{
	return getdelim(line, room, '\n', stream);
}

char *tmpnam(char *name)
{
	static char own[L_tmpnam];
	static int number;

	if (!name)
		name = own;
	snprintf(name, L_tmpnam, "/tmp/file%d", number++);
	return name;
}

int fseeko(FILE *stream, off_t offset, int whence)
{
	return fseek(stream, offset, whence);
}

off_t ftello(FILE *stream)
{
	return ftell(stream);
}

int dprintf(int descriptor, const char *format, ...)
{
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = vfprintf(descriptor == 2 ? stderr : stdout, format, arguments);
	va_end(arguments);
	return length;
}
`,
};
